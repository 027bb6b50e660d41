package pathway

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// The areas and barriers of a service that lists none of its own.
var (
	areas = []service.Area{{Name: "sleep", Words: "Sleep"}, {Name: "eating", Words: "Eating and drinking"}, {Name: "dressing", Words: "Dressing"}, {Name: "self-care", Words: "Self-care"},
		{Name: "toileting", Words: "Toilet"}, {Name: "hands", Words: "Hands and tools"}, {Name: "handwriting", Words: "Handwriting"}, {Name: "learning", Words: "Learning new skills"},
		{Name: "calm-alert", Words: "Calm and alert"}, {Name: "sensory", Words: "Sensory"}, {Name: "movement", Words: "Movement"}, {Name: "seating", Words: "Seating"}}
	barriers = []string{"cannot-do", "not-yet-at-stage", "emotional-or-behavioural", "sensory", "social-communication"}
)

// referral are the cards of the referral form, in the order in which a referral is read.
func (v *Screen) referral() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.howItCame(), v.whatIsHard(), v.belongs(), v.howToGoOn()}
}

func (v *Screen) howItCame() fyne.CanvasObject {
	f := v.form
	sources, channels := values(assessments.KindReferral, "source"), values(assessments.KindReferral, "channel")
	var names, ids []string
	for _, n := range v.p.People {
		names, ids = append(names, n.Name+", "+n.Job), append(ids, string(n.ID))
	}
	who := f.Line("from_who", "Who, by name").SetPlaceholder("Name and job")
	if name := v.p.NameOf(v.p.Case.Referral.From); name != "" {
		who.SetHint("In the record: " + name)
	}
	rows := []fyne.CanvasObject{
		kit.RowTitle("How it came"), f.Date("received", "Received"),
		pair(f.Pick("source", "Who referred", labels(sources), sources), f.Pick("channel", "How it came", labels(channels), channels)), who,
		f.Date("permission_on", "The family’s permission to refer"),
	}
	if len(names) > 0 {
		rows = append(rows, f.Pick("permission_by", "Given by", names, ids))
	}
	return kit.NewCard(kit.Inset(24, kit.Column(16, rows...)))
}

func (v *Screen) whatIsHard() fyne.CanvasObject {
	f, r := v.form, v.p.Case.Referral
	list := areas
	if v.p.Pack.Areas != nil {
		list = v.p.Pack.Areas.List
	}
	words, vals := split(list)
	hypotheses := barriers
	if x := v.p.Pack.Reflect; x != nil {
		_, hypotheses = split(x.Prompts)
	}
	rows := []fyne.CanvasObject{
		f.Notes("reason", "What is hard, in the referrer’s words", 3),
		asked("Parts of daily life", many(f, "areas", words, vals, r.Areas)),
		asked("What may be in the way, as the referrer sees it", many(f, "barriers", labels(hypotheses), hypotheses, r.Barriers)),
		f.Lines("conditions", "Conditions that are named"),
	}
	var names []string
	for _, x := range v.p.Pack.Exclusions {
		names = append(names, x.Name)
	}
	if len(names)+len(r.Excluding) > 0 {
		rows = append(rows, asked("Is it about one of these?", many(f, "excluding", labels(names), names, r.Excluding)))
	}
	rows = append(rows, f.Check("sample", "A sample of the problem came with it", "Such as handwriting, or a video with the family’s permission"))
	return card("What is hard", rows...)
}

// split gives the words and the values of a list of areas; long words are shortened to the value's own.
func split(list []service.Area) (words, vals []string) {
	for _, a := range list {
		w := a.Words
		if len(w) > 30 {
			w = label(a.Name)
		}
		words, vals = append(words, w), append(vals, a.Name)
	}
	return words, vals
}

// belongs are the facts that catchment and age bands ask for. A service that asks for none of an area does not show it.
func (v *Screen) belongs() fyne.CanvasObject {
	f := v.form
	yes := []string{"yes", "no", "not-known"}
	rows := []fyne.CanvasObject{}
	for _, x := range []struct{ basis, field, label string }{{"gp", "gp_area", "Area of the GP practice"}, {"school", "school_area", "Area of the school"}, {"home", "home_area", "Area the child lives in"}} {
		field := f.Line(x.field, x.label)
		rows = append(rows, kit.Column(8, field, v.areaChips(x.basis, x.field)))
	}
	rows = append(rows,
		f.Check("in_curriculum", "The therapy must happen within the curriculum", ""),
		pair(asked("In school or other education", f.Chips("in_education", labels(yes), yes)), f.Line("ehc_plan_of", "Whose EHC plan, if there is one")),
		asked("A long-term disability or illness that affects access to the home", f.Chips("long_term", labels(yes), yes)))
	return card("Where the child belongs", rows...)
}

// areaChips are the areas that the service's rules name, for one tap instead of typing.
func (v *Screen) areaChips(basis, field string) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	add := func(list []service.Catchment) {
		for _, c := range list {
			if c.Basis != basis {
				continue
			}
			for _, a := range c.Areas {
				chips = append(chips, kit.NewChip(a, v.form.Now.Text(field) == a, func() { v.put("Area: "+a, fields(field, a)) }))
			}
		}
	}
	add(v.p.Pack.Catchment)
	if len(chips) == 0 {
		for _, w := range v.p.Pack.Pathways {
			add(w.Catchment)
		}
	}
	row := kit.Wrap(8, chips...)
	row.Hidden = len(chips) == 0
	return row
}

func (v *Screen) howToGoOn() fyne.CanvasObject {
	f := v.form
	ways := []string{"general"}
	words := []string{"General"}
	for _, w := range v.p.Pack.Pathways {
		ways, words = append(ways, w.Name), append(words, w.Title)
	}
	if now := v.p.Case.Referral.Pathway; now != "" && now != "general" && len(ways) == 1 {
		ways, words = append(ways, now), append(words, label(now))
	}
	urgency := []string{"routine", "soon", "urgent"}
	rows := []fyne.CanvasObject{
		asked("How soon must the child be seen?", f.Chips("urgency", labels(urgency), urgency)),
	}
	if len(ways) > 1 {
		rows = append(rows, f.Pick("pathway", "Which way into the service", words, ways))
	}
	rows = append(rows, f.Line("advice_taken", "Advice sought before the referral").SetPlaceholder("Family centre, class teacher"),
		f.Line("joint", "Shared with, and who else works with the child").SetHint(partners(v.p.Pack)))
	return card("How to go on", rows...)
}

// partners are those the service works with, as a hint.
func partners(p *service.Pack) string {
	if p.Partners == nil {
		return ""
	}
	words := "This service works with "
	for i, w := range p.Partners.With {
		if i > 0 {
			words += ", "
		}
		words += w
	}
	return words
}
