package wording

// A part is what a word does in the build of a sentence. Phrases cannot name it: it is for telling what a sentence promises,
// what is said in it, and whose name stands in it.
type part uint16

const (
	isGlue    part = 1 << iota // carries no meaning of its own: articles, prepositions, auxiliaries, units
	isTo                       // opens what is no longer the promise itself
	isModal                    // makes the verb after it a promise
	isInf                      // makes it one if somebody who could do it stands before
	isDeed                     // a verb of helping, teaching or providing
	isDoing                    // a noun for something that is done
	isFact                     // a verb for what can be seen: is, has, wears
	isDone                     // with "is": what somebody does for the child, though nobody is named
	isRole                     // somebody who works with the child
	isPassive                  // "to be done" binds whoever does it
	isSay                      // what follows in quotes is spoken, read or signed
	isMr                       // a name follows
)

// partWords are the words of each part. A word can have several: "to" is glue and opens an infinitive.
var partWords = map[part]string{
	isGlue: `a an the of for to in on at by with from into onto and or but as per than then so that which who his her their its after before
		during until till if when where is are was were be been will shall must may can could should would might has have had not no
		each every min mins minute minutes hour hours day days week weeks month months term terms year years time times session sessions
		visit visits lesson lessons morning mornings afternoon afternoons x he she they it we you i him them`,
	isTo:    "of for to in on at by with from into onto and or but as during before after until when where if so",
	isModal: "will shall must",
	isInf:   "to",
	isDeed:  `practises works plays joins follows uses provides gives receives teaches models adapts adjusts continues reminds prompts delivers runs leads develops builds focuses attends engages completes applies tries plans reviews assesses observes visits offers responds talks meets discusses shares contacts coaches trains advises`,
	isDoing: `practice work activities activity games game exercises exercise sessions session groups club time breaks break rest rests training teaching
		planning strengthening handling positioning seating handwriting typing dressing feeding cooking swimming stretching stretches massage play
		movement therapy physiotherapy hydrotherapy coaching modelling prompting chunking scaffolding timetables routines routine transitions
		adjustments equipment resources visuals tasks prompts reminders cues regulation skills curriculum lessons lesson tuition
		instruction preparation warnings choices transition toys tools aids buddy mentoring mentor hours visits visit reviews review trial trials assessment referral`,
	isFact:    "is are was has wears stands hangs sits lies goes comes stays keeps holds stores orders buys hands stored kept worn owned fitted set fixed costs weighs hang stand sit lie wear hold leads carries opens cuts closes turns pushes pulls lifts brings takes puts passes walks reads counts writes fits measures washes wipes cleans charges",
	isDone:    "given supported helped taught provided offered included prompted reminded shown adapted adjusted reviewed differentiated monitored encouraged assisted guided modified targeted addressed trained assessed embedded",
	isRole:    "ot ot's ta tas slt salt physio physiotherapist therapist teacher senco sendco nurse assistant tutor staff adults adult school nursery parents team hlta key worker person college lead service teachers home supervisor parent carer",
	isPassive: "be",
	isSay: `say says said saying ask asks asked tell tells told calls call reads reading sign signs words word phrase prompt cue question
		sentence script song called titled labelled marked shout shouts whisper whispers answers reply replies repeat repeats sings writes
		state states type types label heading book game poem app named`,
	isMr: "mr mrs ms miss mx dr prof sir nurse sister",
}
