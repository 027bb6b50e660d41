package assessments

// contactNouns is the one table of what the sorts of contact are called, on every screen and in every report.
var contactNouns = map[string]string{"visit": "Visit", "call": "Telephone call", "video": "Video call", "message": "Message", "meeting": "Meeting",
	"walk-in": "Walk-in", "group": "Group"}

// ContactNoun is a sort of contact in words: "call" is a "Telephone call". What is no sort is a contact and no more.
func ContactNoun(sort string) string {
	if noun := contactNouns[sort]; noun != "" {
		return noun
	}
	return "Contact"
}

// ContactNouns is a sort of contact in the plural: "Telephone calls".
func ContactNouns(sort string) string { return ContactNoun(sort) + "s" }

// Title is a contact in two words: "School visit", "Telephone call". A visit says where it is, since that is how people speak of it; a call
// that was seen as well as heard is a video call.
func (c *Contact) Title() string {
	switch {
	case c.Type == "visit" && oneOf(c.Place, []string{"school", "nursery", "home", "clinic"}):
		return UpperFirst(c.Place) + " visit"
	case c.Type == "call" && c.Place == "video":
		return ContactNoun("video")
	}
	return ContactNoun(c.Type)
}
