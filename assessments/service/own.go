package service

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// OwnOf reads a service's own words out of its record. What cannot be read is of a newer program: the words that Fieldfare ships stand in,
// for a note can wait less than a rule.
func OwnOf(s *assessments.Service) (Words, error) {
	var w Words
	if s.OwnWords == "" {
		return w, nil
	}
	dec := toml.NewDecoder(bytes.NewReader([]byte(s.OwnWords))).DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil {
		return Words{}, assessments.Wrap(err, assessments.Invalid, "service.ownwords", "The service’s own phrases, questions and paragraphs cannot be read here. Fieldfare may be too old for them; until it is brought up to date, those that come with it are used.")
	}
	return w, nil
}

// FormsOf lays the question templates of a service's own, which stand in its record among these, over those of the program.
func FormsOf(recs []assessments.Record, lib *template.Library) *template.Library {
	for _, r := range recs {
		if r.Kind == assessments.KindService && lib != nil {
			if w, err := OwnOf(&assessments.Service{OwnWords: r.Fields.Text("own_words")}); err == nil {
				lib = w.Forms(lib)
			}
		}
	}
	return lib
}

// InForce is what a service works by, rules and words. Where its own rules or words cannot be read the shipped ones stand in, and broken
// says so.
func InForce(shipped *Pack, s *assessments.Service) (p *Pack, broken bool) {
	p = shipped
	if s.OwnRules != "" && s.Rules == shipped.Name {
		own, err := ParseOwn([]byte(s.OwnRules), shipped.Name)
		if broken = err != nil; !broken {
			p = own
		}
	}
	w, err := OwnOf(s)
	broken = broken || err != nil
	if e, err := wording.ReadEdits("own", []byte(s.Wording)); err == nil {
		w.Wording = wordingOf(e)
	}
	out := *p
	out.Words = w
	out.Earlier = nil
	return out.Complete(shipped), broken
}

// Complete is the pack with the board's words of the program where it has none of its own.
func (p *Pack) Complete(shipped *Pack) *Pack {
	out := *p
	if len(out.Phrases) == 0 {
		out.Phrases = shipped.Phrases
	}
	if len(out.Tallies) == 0 {
		out.Tallies = shipped.Tallies
	}
	if out.Next == nil {
		out.Next = shipped.Next
	}
	return &out
}

// Spare is the pack without the board's words that are as the program has them: a better word there still reaches the service.
func (p *Pack) Spare(shipped *Pack) *Pack {
	out := *p
	if reflect.DeepEqual(out.Phrases, shipped.Phrases) {
		out.Phrases = nil
	}
	if reflect.DeepEqual(out.Tallies, shipped.Tallies) {
		out.Tallies = nil
	}
	if reflect.DeepEqual(out.Next, shipped.Next) {
		out.Next = nil
	}
	return &out
}

// Record writes what a lead has signed into the service's record. earlier are editions of its questions that may have been answered.
func (p *Pack) Record(s *assessments.Service, shipped *Pack, earlier []template.Template) error {
	rules, w := *p, p.Spare(shipped).Words
	rules.Words = Words{}
	s.OwnRules, s.OwnWords, s.Wording = string(Write(&rules)), "", ""
	if w.Wording != nil {
		text, err := json.Marshal(w.Wording.Edits())
		if err != nil {
			return assessments.Wrap(err, assessments.Internal, "service.record", "")
		}
		s.Wording = string(text)
	}
	w.Wording = nil
	for w.Earlier = earlier; ; w.Earlier = w.Earlier[:len(w.Earlier)-1] {
		var b bytes.Buffer
		_ = toml.NewEncoder(&b).Encode(w) // a buffer takes everything, and words hold nothing that TOML cannot say
		s.OwnWords = strings.TrimSpace(b.String())
		if len(s.OwnWords) <= MaxOwn {
			return nil
		}
		if len(w.Earlier) == 0 { // the oldest editions were left out already
			return assessments.Errorf(assessments.TooLarge, "service.record", "The service’s own phrases, questions and paragraphs are larger than can travel to a tablet (%d KiB). Take out what nobody uses.", MaxOwn>>10)
		}
	}
}

// Number gives each of a pack's question templates the number of its edition: that of the signed edition which asks the same, else one that
// no edition has had. signed are all that were ever signed.
func (p *Pack) Number(signed []template.Template) {
	for i := range p.Templates {
		t := &p.Templates[i]
		next := template.OwnVersions
		at := slices.IndexFunc(signed, func(x template.Template) bool { return x.Name == t.Name && template.Same(x, *t) })
		for _, x := range signed {
			if x.Name == t.Name {
				next = max(next, x.Version+1)
			}
		}
		if t.Version = next; at >= 0 {
			t.Version = signed[at].Version
		}
	}
}
