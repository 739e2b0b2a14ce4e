import type { ProblemCode } from './problem.ts'

/** What a person reads when something is refused: why, and what to do next. The values of a problem stand in its details. */
export const problemTexts: Readonly<Record<ProblemCode, { readonly sv: string; readonly en: string }>> = {
  'bad-request': {
    sv: 'Uppgifterna har fel form. Det som står vid "culprit" behöver rättas.',
    en: 'The request has the wrong shape. Correct what is named as culprit.',
  },
  'not-found': {
    sv: 'Det du söker finns inte, eller så har du ingen roll där.',
    en: 'What you look for does not exist, or you have no role there.',
  },
  'not-signed-in': {
    sv: 'Du är inte inloggad. Logga in och försök igen.',
    en: 'You are not signed in. Sign in and try again.',
  },
  'wrong-credentials': { sv: 'Namn eller lösenord stämmer inte.', en: 'The name or the password is wrong.' },
  'foreign-origin': {
    sv: 'Ändringen kom från en annan webbplats och togs inte emot.',
    en: 'The change came from another site and was not accepted.',
  },
  'not-permitted': {
    sv: 'Din roll i rapporten räcker inte till det här.',
    en: 'Your role in the report does not allow this.',
  },
  'too-many-requests': {
    sv: 'Det blev för många försök. Vänta en stund.',
    en: 'Too many attempts. Wait a moment.',
  },
  'too-large': { sv: 'Det du skickade är för stort.', en: 'What you sent is too large.' },
  'idempotency-mismatch': {
    sv: 'Samma Idempotency-Key har använts för något annat.',
    en: 'The same Idempotency-Key was used for something else.',
  },
  internal: {
    sv: 'Något gick fel hos oss. Försök igen, eller hör av dig till administratören med koden.',
    en: 'Something went wrong on our side. Try again, or give the administrator the code.',
  },
  'template-unknown': { sv: 'Mallen finns inte.', en: 'The template does not exist.' },
  'template-invalid': { sv: 'Mallen går inte att läsa.', en: 'The template cannot be read.' },
  'report-invalid': {
    sv: 'Rapportens uppgifter hänger inte ihop.',
    en: 'The details of the report do not fit together.',
  },
  'section-locked': {
    sv: 'Avsnittet är låst. Innan det är godkänt kan samordnaren låsa upp det, därefter den som godkänner.',
    en: 'The section is locked. Until it is approved the coordinator can unlock it, after that the approver.',
  },
  'section-state': {
    sv: 'Det går inte i det läge som avsnittet är i nu.',
    en: 'The section is not in a state that allows this.',
  },
  'section-hidden': {
    sv: 'Avsnittet är dolt i den här rapporten.',
    en: 'The section is hidden in this report.',
  },
  'reason-required': { sv: 'Skriv varför.', en: 'Write why.' },
  'cell-unknown': { sv: 'Den cellen finns inte i tabellen.', en: 'The table has no such cell.' },
  'cell-computed': {
    sv: 'Cellen räknas ut och går inte att skriva i.',
    en: 'The cell is computed and cannot be typed in.',
  },
  'cell-locked': {
    sv: 'Cellen fylls från planen eller mallen.',
    en: 'The cell is filled from the plan or the template.',
  },
  'cell-final': {
    sv: 'Siffrorna är markerade som slutliga. Ta bort markeringen för att ändra.',
    en: 'The figures are marked as final. Remove the mark to change them.',
  },
  'cell-not-a-number': { sv: 'Det går inte att läsa som ett tal.', en: 'This cannot be read as a number.' },
  'cell-out-of-range': {
    sv: 'Talet ligger utanför vad cellen kan ha.',
    en: 'The number is outside what the cell can hold.',
  },
  'cell-not-a-choice': {
    sv: 'Värdet är inte ett av dem som går att välja.',
    en: 'The value is not one of those that can be chosen.',
  },
  'cell-conflict': {
    sv: 'Någon annan hann före. Välj vad som ska gälla.',
    en: 'Somebody else was first. Choose which to keep.',
  },
  'status-unknown': { sv: 'Bedömningen finns inte i skalan.', en: 'The judgement is not on the scale.' },
  'status-conflict': {
    sv: 'Någon annan ändrade bedömningen före dig. Se vad som gäller nu.',
    en: 'Somebody else changed the judgement before you. See what holds now.',
  },
  'row-fixed': {
    sv: 'Raden hör till mallen och kan inte ändras.',
    en: 'The row belongs to the template and cannot be changed.',
  },
  'row-unknown': { sv: 'Raden finns inte.', en: 'There is no such row.' },
  'plan-locked': {
    sv: 'Planen är låst. Ändra en punkt i taget, med beslut.',
    en: 'The plan is locked. Change one item at a time, with a decision.',
  },
  'plan-decision-required': {
    sv: 'Vilket beslut ändrar planen? Det som redan är skrivet finns kvar.',
    en: 'Which decision changes the plan? What is written stays.',
  },
  'plan-item-unknown': { sv: 'Punkten finns inte i planen.', en: 'The plan has no such item.' },
  'plan-item-misplaced': {
    sv: 'Punkten kan inte stå där i planen.',
    en: 'The item cannot stand there in the plan.',
  },
  'image-unreadable': {
    sv: 'Bilden går inte att läsa. Spara den som PNG eller JPEG och försök igen.',
    en: 'The picture cannot be read. Save it as PNG or JPEG and try again.',
  },
  'person-unknown': { sv: 'Personen finns inte.', en: 'There is no such person.' },
  'last-coordinator': {
    sv: 'Rapporten måste ha minst en samordnare för hela rapporten.',
    en: 'The report needs at least one coordinator of the whole report.',
  },
  'last-administrator': {
    sv: 'Någon behöver vara administratör. Gör först en annan person till administratör.',
    en: 'Somebody has to be administrator. Make another person administrator first.',
  },
  'wrong-password': {
    sv: 'Det nuvarande lösenordet stämmer inte.',
    en: 'The present password is wrong.',
  },
  'people-fixed': {
    sv: 'I demonstrationen är personerna bestämda i förväg och har inga lösenord.',
    en: 'In the demonstration the people are given and have no passwords.',
  },
  'seen-outdated': {
    sv: 'Avsnittet ändrades medan du läste. Titta på det nya innan du godkänner.',
    en: 'The section changed while you read. Look at what is new before approving.',
  },
  'findings-unexplained': {
    sv: 'Det finns kontroller som saknar förklaring. Den som vet förklarar dem, sedan kan du godkänna.',
    en: 'Some checks lack an explanation. Those who know explain them, then you can approve.',
  },
  'item-state': {
    sv: 'Uppgiften har redan ett annat läge. Titta på det nya och försök igen.',
    en: 'The item is already in another state. Look at it and try again.',
  },
  'quote-not-found': {
    sv: 'Orden som synpunkten gäller finns inte i texten längre. Markera dem igen.',
    en: 'The words of the remark are no longer in the text. Mark them again.',
  },
  'text-changed': {
    sv: 'Texten har ändrats sedan förslaget. Jämför innan du accepterar.',
    en: 'The text has changed since the suggestion. Compare before you accept.',
  },
  'suggestion-decided': {
    sv: 'Förslaget är redan besvarat.',
    en: 'The suggestion has already been answered.',
  },
  'contribution-state': {
    sv: 'Bidraget har redan ett annat läge. Titta på det nya och försök igen.',
    en: 'The contribution is already in another state. Look at it and try again.',
  },
  'nothing-written': {
    sv: 'Det finns inget skrivet att lämna in. Skriv något, eller välj Inget att rapportera.',
    en: 'There is nothing written to hand in. Write something, or choose Nothing to report.',
  },
  'mail-not-sent': {
    sv: 'E-posten gick inte att skicka. Adresserna och texten finns att kopiera.',
    en: 'The mail could not be sent. The addresses and the text can be copied.',
  },
  'nothing-to-change': { sv: 'Det fanns inget att ändra.', en: 'There was nothing to change.' },
}
