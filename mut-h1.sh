cd /tmp/w/h1
T="tests/domain/meetings/agreement tests/svar tests/cards/agreementCards tests/content/loader tests/app/mailWork"
m() { # name file python-replace a b
  python3 - "$2" "$3" "$4" <<'P' || { echo "NOT APPLIED $1"; return; }
import sys
p,a,b=sys.argv[1:]
s=open(p).read()
if a not in s: sys.exit(1)
open(p,'w').write(s.replace(a,b,1))
P
  n=$(npx jest -c /tmp/w/jc-h1.js $T 2>&1 | grep "^Tests:")
  echo "$1 => $n"; git checkout -q "$2"
}
A=src/domain/meetings/agreement.ts; M=src/domain/meetings/agreementMail.ts
m overtaken $A "if (overtaken) return" "if (false) return"
m cancelled $A "moede.status !== 'aflyst' && " ""
m notinit $A " && moede.deltagere.some(({ id }) => id === person.id)" ""
m thereandback $A "same && !newer.some((other) => differsAboutMoede({ moeder: [one] }, other))" "same"
m begunwaits $A "?.status === 'planlagt');" "?.status !== 'aflyst');"
m formerkp $A "|| !isContact(person, state)" ""
m carry $M "const aftale = withUnanswered(decided, person, events, state);" "const aftale = decided;"
m carryanswered $M "one.svar ? undefined : standingOf" "standingOf"
m firsttwice $M "if (!takesPart || asksLetterOf(event, events, state)) return false;" "if (!takesPart) return false;"
m running $M "if (findMoede(state.moeder, event.moede)?.status !== 'planlagt') return false;" ""
m newkp $M "return takesOver && kadence ?" "return false && kadence ?"
m longer $M "event.flyttetFra !== undefined || " "true || "
m deadline src/domain/mail/due.ts "return [minutesAfter(now, minutes), ...starts].sort()[0];" "return minutesAfter(now, minutes);"
m awaited src/domain/mail/due.ts " && isAwaited(dispatch, one, state);" ";"
m reject src/domain/mail/decide.ts "if (standing && standing.kind !== 'gaelder') return rejected('foraeldet', \`\${noLonger" "if (standing && standing.kind === undefined) return rejected('foraeldet', \`\${noLonger"
m retry src/domain/mail/decide.ts "if (standings.every((standing) => standing && standing.kind !== 'gaelder'))" "if (false)"
m what src/domain/mail/decide.ts "titel: answeredTo(dispatch, standing, content)" "titel: dispatch.titel"
m page src/svar/svarlinkPage.ts "if (standing && standing.kind !== 'gaelder') return overtakenPage" "if (standing && standing.kind === undefined) return overtakenPage"
m kpasks src/domain/mail/due.ts "...asksAbout(id, tekst, godkendt.modtagere ?? [], state)," ""
m draftmoved src/domain/orientation/following.ts "event.type === 'MoedeChanged' ? prepareMoved(event, state)" "event.type === 'MoedeChanged' ? []"
m noaddress src/app/mailWork.ts "fejlede, udenAdresse" "fejlede"
m button src/cards/agreementLines.ts "asked.filter((one) => canBeAnswered(one, state))" "asked"
m ring src/content/flowCheck.ts "return [...noRing, ...letters" "return [...letters"
m again src/domain/mail/newAddress.ts "...asks]" "]"
