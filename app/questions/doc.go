// Package questions asks a question template on screen: it picks one, asks it section by section, and says what a report
// would say of the answers.
//
// Words: a sheet is one set of answers with the very version of the template that was asked; a page is one section of it
// on screen, and a group is one round of that section; a front is what is said before a template is begun: what it is
// for, who answers, and what was answered before; a proposal is a sentence that a report would say, with the note it may
// become; to keep a proposal is to make that note. An anonymous sheet is a survey: it has no child, no person and no day.
package questions
