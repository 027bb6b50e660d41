package assessments

// KindGroupSession is a session for several people.
const KindGroupSession Kind = "group_session"

// GroupSession is a group, a training event or a clinic, with its register. What a session gives one child is that child's own
// contact; this record says that it took place and who came.
type GroupSession struct {
	Common
	Type     string     `json:"type,omitempty" required:"true" enum:"group|training|clinic|meeting" doc:"what sort of session" class:"education"`
	Title    string     `json:"title,omitempty" required:"true" doc:"what it is called" class:"education"`
	Topic    string     `json:"topic,omitempty" doc:"what it is about" class:"education"`
	On       Date       `json:"on,omitempty" required:"true" doc:"day" class:"education"`
	From     Clock      `json:"from,omitempty" doc:"start" class:"education"`
	To       Clock      `json:"to,omitempty" doc:"end" class:"education"`
	Place    string     `json:"place,omitempty" doc:"where, in words" class:"education"`
	Setting  ID         `json:"setting,omitempty" doc:"setting record, where it was at one" class:"education"`
	Leaders  []ID       `json:"leaders,omitempty" doc:"who leads it" class:"education"`
	With     []string   `json:"with,omitempty" doc:"other professions and services that take part" class:"education"`
	PreWork  string     `json:"pre_work,omitempty" doc:"what is to be done before it, such as a workbook" class:"education"`
	Register []Attendee `json:"register,omitempty" doc:"who was expected and who came" class:"internal"`
	Notes    string     `json:"notes,omitempty" doc:"what was done" class:"internal"`
}

// An Attendee is one line of the register.
type Attendee struct {
	Person  ID     `json:"person,omitempty" doc:"person record"`
	Child   ID     `json:"child,omitempty" doc:"child record"`
	Who     string `json:"who,omitempty" doc:"who, in words, where there is no record"`
	Role    string `json:"role,omitempty" doc:"what they are: teaching assistant, parent"`
	Came    string `json:"came,omitempty" enum:"yes|part|no" doc:"whether they came; empty while it is not known"`
	PreWork bool   `json:"pre_work_done,omitempty" doc:"true: what was to be done before was done"`
	Minutes int    `json:"minutes,omitempty" unit:"min" doc:"how long they were there"`
	Note    string `json:"note,omitempty" doc:"anything to remember"`
}

// RecordKind is KindGroupSession.
func (*GroupSession) RecordKind() Kind { return KindGroupSession }

// Check returns the problems of a session's own fields.
func (g *GroupSession) Check() Problems {
	var p Problems
	p.day("on", g.On, "Date of the session")
	p.clock("from", g.From, "Start time")
	p.clock("to", g.To, "End time")
	if g.From.Valid() && g.To.Valid() && g.From != "" && g.To != "" && g.To < g.From {
		p.add("to", "End time must not be before the start time.")
	}
	for _, a := range g.Register {
		if a.Person == "" && a.Child == "" && a.Who == "" {
			p.add("register", "Each line of the register must say who.")
		}
		p.whole("register", a.Minutes, 0, 1440, "Minutes")
	}
	return p
}
