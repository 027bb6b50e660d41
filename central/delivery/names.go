package delivery

import (
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
)

// names are the words of a parcel that its pages and its mail share. Place is whom it is for without a person's name, since that of a
// parent is half a child's.
type names struct {
	Service, Phone, Hours string
	Asks                  bool   // it asks questions, and holds no report
	Thing                 string // "the report", "the questions": it stands before "is" or "are"
	Section               string // "Reports for schools", "Questions for families"
	Place                 string // "Larkbarrow Primary"
	Yours                 string // "your school"
	Sender, Known         string // "Bryony Quillfeather", "Bryony"
}

// today is the day in London, which is the one that a person in a school means.
func (d *Desk) today() assessments.Date { return london.Day(d.Now()) }

func (d *Desk) name(p *parcel, tenant string) names {
	n := names{Service: tenant, Section: "Reports", Yours: "you", Place: "you", Thing: "the report"}
	if p.share.Asks() {
		n.Asks, n.Thing, n.Section = true, "the questions", "Questions"
	}
	place := ""
	for _, r := range p.records {
		switch {
		case r.Kind == assessments.KindService && r.Scope.Type == assessments.ScopeTeam:
			if s := r.Fields.Text("name"); s != "" {
				n.Service = s
			}
			n.Phone, n.Hours = r.Fields.Text("phone"), r.Fields.Text("hours")
		case r.Kind == assessments.KindSetting:
			place = r.Fields.Text("name")
		case r.ID == p.share.Sender && r.Kind == assessments.KindPerson:
			n.Sender = r.Fields.Text("name")
		}
	}
	switch p.share.Recipient {
	case assessments.RoleSchool:
		n.Section, n.Place, n.Yours = n.Section+" for schools", place, "your school"
	case assessments.RoleNursery:
		n.Section, n.Place, n.Yours = n.Section+" for nurseries", place, "your nursery"
	case assessments.RoleParent:
		n.Section, n.Place = n.Section+" for families", "a parent or carer"
	case assessments.RoleYoungPerson:
		n.Section, n.Place = n.Section+" for you", "a young person"
	case assessments.RoleLocalAuthority:
		n.Place, n.Yours = "the local authority", "your office"
	case assessments.RoleGP:
		n.Place, n.Yours = "the GP practice", "your practice"
	}
	if n.Place == "" {
		n.Place = n.Yours
	}
	n.Known = known(n.Sender)
	if n.Sender == "" {
		n.Sender, n.Known = "the therapist", "the therapist"
	}
	return n
}

// known is how somebody is spoken of: by the first name, or whole where the name begins with a title.
func known(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	switch strings.TrimSuffix(first, ".") {
	case "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof":
		return name
	}
	if rest == "" {
		return name
	}
	return first
}

// page is what every page of a parcel has in common.
func (p *parcel) page(title string, data any) web.Page {
	return web.Page{Title: title, Service: p.names.Service, Section: p.names.Section, Data: data,
		Foot: []web.Link{{Href: "/accessibility", Text: "Accessibility"}, {Href: "/privacy", Text: "Privacy"}}}
}

// view is what templates see of a parcel.
type view struct {
	names
	Link, Ref, Token string
	Sent             time.Time
	Until            assessments.Date
	More             any
}

func (d *Desk) view(p *parcel, more any) view {
	return view{p.names, p.link, p.row.Ref, d.Site.Token(p.link), p.share.SentTime(), p.share.Expires, more}
}

// Is is " is " or " are ", after the thing.
func (n names) Is() string {
	if n.Asks {
		return " are "
	}
	return " is "
}
