package service

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

func everyPack(t *testing.T) []*Pack {
	t.Helper()
	names, err := List(shipped)
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	var out []*Pack
	for _, n := range names {
		p, err := Load(shipped, n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// form is what the page of a section sends when nobody changed anything.
func form(p *Pack, section string) map[string]string {
	out := map[string]string{}
	for _, g := range Groups(p, section) {
		for _, s := range g.Slots {
			out[s.Path] = strings.ReplaceAll(s.Value, "\n", "\r\n") // as browsers do
		}
	}
	return out
}

// TestWrite_ThereAndBack: a pack that was written is the same pack when it is read.
func TestWrite_ThereAndBack(t *testing.T) {
	for _, p := range everyPack(t) {
		again, err := Parse(Write(p), p.Name)
		if err != nil {
			t.Errorf("%s: %v", p.Name, err)
			continue
		}
		if d := cmp.Diff(p, again); d != "" {
			t.Errorf("%s (-was +is):\n%s", p.Name, d)
		}
	}
	odd := *everyPack(t)[0]
	odd.Title = "A \"title\"\twith <odd> \\ letters, é 😀 and\na line"
	if again, err := Parse(Write(&odd), odd.Name); err != nil || again.Title != odd.Title {
		t.Errorf("%v %q", err, again.Title)
	}
}

// TestWith_NothingChanged: a form that is sent as it was shown changes nothing, in any section of any pack.
func TestWith_NothingChanged(t *testing.T) {
	for _, p := range everyPack(t) {
		for _, section := range Sections() {
			f := form(p, section)
			if len(f) == 0 {
				t.Errorf("%s has no form for %s", p.Name, section)
			}
			next, wrong := p.With(section, "", func(at string) string { return f[at] })
			if len(wrong) > 0 {
				t.Errorf("%s, %s: %v", p.Name, section, wrong)
				continue
			}
			if d := Differ(p, next); len(d) > 0 {
				t.Errorf("%s, %s: %v", p.Name, section, d)
			}
			same, err := Parse(Write(p), p.Name)
			if err != nil {
				t.Fatal(err)
			}
			settle(same) // the lists of rules and sections are in no order of their own
			if d := cmp.Diff(string(Write(same)), string(Write(next))); d != "" {
				t.Errorf("%s, %s:\n%s", p.Name, section, d)
			}
		}
	}
}

// TestWith: what a lead may do in a form, and what the form says of a mistake.
func TestWith(t *testing.T) {
	p, err := Load(shipped, "lewisham-like")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, section string
		set           map[string]string
		is            func(*Pack) bool
		wrong         string // "" or "path: a part of the sentence"
	}{
		{"a number", "aim", map[string]string{"aim.weeks": "12"}, func(p *Pack) bool { return p.Aim.Weeks == 12 }, ""},
		{"a title", About, map[string]string{"title": "Our rules"}, func(p *Pack) bool { return p.Title == "Our rules" }, ""},
		{"an age", "ages", map[string]string{"ages.band.0.to": "20"}, func(p *Pack) bool { return p.Ages.Bands[0].To == 20 }, ""},
		{"a day and a list", "clinic", map[string]string{"clinic.0.weekday": "tuesday", "clinic.0.weeks": "2, 4"}, func(p *Pack) bool {
			return p.Clinics[0].Weekday == "tuesday" && cmp.Equal(p.Clinics[0].Weeks, []int{2, 4})
		}, ""},
		{"a yes", "clinic", map[string]string{"clinic.0.walk_in": "no"}, func(p *Pack) bool { return !p.Clinics[0].WalkIn }, ""},
		{"another entry", "signpost", map[string]string{"signpost.4.to": "the library", "signpost.4.for": "", "signpost.4.rules": "28"}, func(p *Pack) bool {
			return p.Signposts[len(p.Signposts)-1].To == "the library"
		}, ""},
		{"an entry less", "signpost", map[string]string{"signpost.0.drop": "yes"}, func(p *Pack) bool { return !strings.Contains(p.Signposts[0].To, "council") }, ""},
		{"a section that was not stated", "reschedule", map[string]string{"reschedule.limit": "2", "reschedule.rules": "40"}, func(p *Pack) bool {
			return p.Reschedule.Limit == 2
		}, ""},
		{"a section less", "first_call", map[string]string{"first_call.template": "", "first_call.words": ""}, func(p *Pack) bool { return p.FirstCall == nil }, ""},
		{"no number", "aim", map[string]string{"aim.weeks": "soon"}, nil, "aim.weeks: whole number"},
		{"none at all", "aim", map[string]string{"aim.weeks": ""}, nil, "aim.weeks: missing"},
		{"a word that is none", "clinic", map[string]string{"clinic.0.weekday": "caturday"}, nil, "clinic.0.weekday: must be one of"},
		{"no rule", "aim", map[string]string{"aim.rules": ""}, nil, "aim: The rule is missing"},
		{"a rule that is none", "aim", map[string]string{"aim.rules": "91"}, nil, "aim.rules: There is no rule 91"},
		{"no rule's number", "aim", map[string]string{"aim.rules": "x"}, nil, "aim.rules: Enter whole numbers"},
	} {
		before := string(Write(p))
		f := form(p, c.section)
		for k, v := range c.set {
			f[k] = v
		}
		next, wrong := p.With(c.section, "", func(at string) string { return f[at] })
		if string(Write(p)) != before {
			t.Fatalf("%s: the pack itself was changed", c.what)
		}
		if c.wrong == "" {
			if len(wrong) > 0 || !c.is(next) {
				t.Errorf("%s: %v %+v", c.what, wrong, next)
			} else if len(Differ(p, next)) == 0 {
				t.Errorf("%s: no difference is shown", c.what)
			}
			continue
		}
		at, says, _ := strings.Cut(c.wrong, ": ")
		found := false
		for _, w := range wrong {
			found = found || w.Field == at && strings.Contains(w.Text, says)
		}
		if !found {
			t.Errorf("%s: %v, want %s", c.what, wrong, c.wrong)
		}
	}
}

// TestOf: a service's own rules stand in the place of the pack; what cannot be read is said, and nothing else stands in.
func TestOf(t *testing.T) {
	p, err := Load(shipped, "lewisham-like")
	if err != nil {
		t.Fatal(err)
	}
	p.Aim.Weeks = 9
	s := &assessments.Service{Rules: "lewisham-like", OwnRules: string(Write(p))}
	if got, err := Of(shipped, s); err != nil || got.Aim.Weeks != 9 {
		t.Errorf("%v", err)
	}
	s.OwnRules = ""
	if got, err := Of(shipped, s); err != nil || got.Aim.Weeks != 18 {
		t.Errorf("%v", err)
	}
	s.OwnRules = strings.ReplaceAll(string(Write(p)), "lewisham", "leicestershire")
	if got, err := Of(shipped, s); err != nil || got.Name != "lewisham-like" || got.Aim.Weeks != 18 {
		t.Errorf("another pack was chosen since: %v", err)
	}
	s.OwnRules = "format = 2"
	if got, err := Of(shipped, s); err == nil {
		t.Errorf("rules of another form were read as %s", got.Name)
	}
	for _, bad := range []string{"format = 2", strings.Repeat("#", MaxOwn+1), strings.ReplaceAll(string(Write(p)), "lewisham", "leicestershire")} {
		if _, err := ParseOwn([]byte(bad), s.Rules); err == nil {
			t.Errorf("%.40q was taken", bad)
		}
	}
}
