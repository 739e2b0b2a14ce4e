import type { people as sv } from '../../sv/first/people.ts'

export const people: Record<keyof typeof sv, string> = {
  'me.menu': '{name}, menu',
  'me.theme': 'Appearance',
  'me.themeComputer': 'As the computer',
  'me.themeLight': 'Light',
  'me.themeDark': 'Dark',
  'me.language': 'Language',
  'me.swedish': 'Svenska',
  'me.english': 'English',
  'me.keys': 'Keyboard shortcuts',
  'me.password': 'Change password…',
  'me.signOut': 'Sign out',
  'me.signOutAll': 'Sign out everywhere',

  'item.you': 'you',
  'item.and': '{names} and {last}',
  'item.open': '{state}, {names}. Show more about {item}',
  'item.openNobody': '{state}. Show more about {item}',
  'item.handIn': 'Hand in',
  'item.handInNamed': 'Hand in: {item}',
  'item.sentBackBy': '{name} sent it back {at}:',
  'item.didHandIn': 'Handed in {time}. You will hear if someone answers.',
  'item.didNothing': 'Nothing to report. What is written is kept but not printed.',
  'item.didTakeBack': 'Back with you. Hand in when you are done.',
  'item.didSendBack': 'Sent back.',
  'item.figureChanged': '{label} has changed {before} → {after}. Is the text still right?',
  'item.figureChangedHere': 'has changed {before} → {after}. Is the text still right?',
  'item.stillHolds': 'Still right',
  'item.didHold': 'The text then fits the figures as they are now.',

  'people.heading': 'People',
}
