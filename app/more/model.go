package more

import "github.com/fieldfare/fieldfare/app/session"

// A Place is a screen that can be gone to from here.
type Place struct {
	Icon   string // a name of the icon set
	Title  string
	Line   string
	Screen string
	Also   string // other words under which the finder knows it
}

// A Shelf is a few places of one sort.
type Shelf struct {
	Title  string
	Places []Place
}

// Shelves lists every place, in the order of the screen. The finder offers the same.
func Shelves() []Shelf {
	return []Shelf{
		{"The service’s work", []Place{
			{"measure", "Equipment register", "Where each thing is, who has it, what is due", session.Register, "loan stock"},
			{"people", "Groups and training", "Sessions for several people, with their registers", session.Groups, "meeting course"},
			{"clock", "Waiting list and rules", "Referrals by urgency and weeks, and what the service goes by", session.Waiting, "triage referral"},
			{"clinic", "Clinics", "Drop-in days, site days and school calendars", session.Clinic, "walk-in terms"},
			{"check", "To countersign", "Entries of assistants and students that wait for a signature", session.Countersign, "student assistant sign"},
			{"share", "Leaving this tablet", "Children whose care moved to a colleague, and what is not sent", session.Leaving, "hand over let go"},
			{"pencil", "Questions", "Forms to ask, and the survey of families", session.Questions, "template questionnaire"},
		}},
		{"You and your tablet", []Place{
			{"quote", "Phrases and abbreviations", "Your own tiles, short forms and words, in your own order", session.Phrases, "tiles bank spelling words w/c"},
			{"settings", "Settings", "Text size, light or dark, left or right hand", session.Settings, "look theme dark large letters motion"},
			{"lock", "Lock and passphrase", "PIN, locking by itself, who else uses this tablet", session.Locks, "lock pin passphrase name shared therapist minutes"},
			{"pencil", "Notes written while locked", "Words of Note now, to be filed to a child", session.Slips, "note now locked slips"},
			{"tablet", "Tablet and service", "Your tablets, what was sent, check the store", session.Devices, "check join device lease"},
			{"down", "Storage", "What the records and pictures take, what is free, mobile data", session.Storage, "space disk memory wifi"},
		}},
		{"Help", []Place{
			{"book", "Help and training", "Every flow on a card, tried on the practice caseload", session.Help, "learn cards how practise"},
			{"message", "Report a problem", "A file without health data, for whoever helps you", session.Trouble, "bug error fault support"},
			{"info", "About Fieldfare", "Version and licences", session.About, "licence version"},
		}},
	}
}
