/** What is asked in a dialog before something is done with an item. */
export type ItemQuestion = 'nothing' | 'sendBack'
