package service

import (
	"bytes"
	"io/fs"
	"reflect"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"github.com/fieldfare/fieldfare/assessments"
)

// MaxOwn is the most bytes that a service's own rules may have: they travel to every tablet in one field of a record.
const MaxOwn = assessments.MaxField / 2

// Of returns the rules that a service works by: its own as its lead signed them, else the pack that it names. Its own were made from one
// pack; where somebody has chosen another one since, that one holds.
func Of(fsys fs.FS, s *assessments.Service) (*Pack, error) {
	if s.OwnRules == "" {
		return Load(fsys, s.Rules)
	}
	own, err := Parse([]byte(s.OwnRules), s.Rules+".toml")
	if err == nil && own.Name != s.Rules {
		return Load(fsys, s.Rules)
	}
	return own, err
}

// ParseOwn reads a service's own rules, which keep the name of the pack they were made from.
func ParseOwn(data []byte, name string) (*Pack, error) {
	const op = "service.own"
	if len(data) > MaxOwn {
		return nil, assessments.Errorf(assessments.TooLarge, op, "These rules are larger than a service's own can be (%d KiB).", MaxOwn>>10)
	}
	p, err := Parse(data, name+".toml")
	if err == nil && p.Name != name {
		return nil, assessments.Errorf(assessments.Invalid, op, "These rules call themselves %q, and the service works by %q. Leave the name as it is.", p.Name, name)
	}
	return p, err
}

// Write writes a pack as TOML: what Parse makes of it is the same pack. The same pack gives the same bytes.
func Write(p *Pack) []byte {
	var b bytes.Buffer
	_ = toml.NewEncoder(&b).Encode(p) // a buffer takes everything, and a pack holds nothing that TOML cannot say
	return b.Bytes()
}

// settle makes a changed pack say again which rules it holds and which sections it says nothing of: both follow from
// the rest. What is new in its question templates gets its short names.
func settle(p *Pack) {
	for i := range p.Templates {
		var others []string
		for k, t := range p.Templates {
			if k != i {
				others = append(others, t.Name)
			}
		}
		p.Templates[i].Settle(others)
	}
	c := &checker{at: lineIndex{}, named: map[int]string{}}
	c.walk(reflect.ValueOf(p).Elem(), "")
	p.Holds = nil
	for n := range c.named {
		p.Holds = append(p.Holds, n)
	}
	slices.Sort(p.Holds)
	names, there := sections(p)
	p.Unstated = slices.DeleteFunc(names, func(n string) bool { return there[n] })
}
