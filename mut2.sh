source <(sed -n '1,16p' /tmp/w/me/mut-h1.sh)
M=src/domain/meetings/agreementMail.ts
m none $M "const LETTER" "const LETTER"
m longer $M "event.flyttetFra !== undefined || " "true || "
m ring src/content/flowCheck.ts "return [...noRing, ...letters" "return [...letters"
