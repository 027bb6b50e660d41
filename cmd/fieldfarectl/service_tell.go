package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// tellCommand lists whom to ring when a strike or snow makes appointments fall away: from the store alone, so that it works
// on the day when nothing else does (rule 42).
func tellCommand() command {
	return command{
		name: "service tell", args: "--store DIR --from YYYY-MM-DD [--to YYYY-MM-DD]", bare: true,
		about:   "the families to ring because their appointments fall away, with numbers and the language to ring in",
		example: "fieldfarectl service tell --store ~/fieldfare --from 2026-12-01 --to 2026-12-02",
		setup: func(fs *pflag.FlagSet) {
			storeFlag(fs)
			fs.String("from", "", "first day on which nobody is seen (needed)")
			fs.String("to", "", "last such day; the first when left out")
		},
		do: serviceTell,
	}
}

// ring is one appointment that falls away.
type ring struct {
	On          assessments.Date  `json:"on"`
	From        assessments.Clock `json:"from"`
	Child       assessments.ID    `json:"child"`
	Name        string            `json:"name"`
	Language    string            `json:"language,omitempty"`
	Interpreter string            `json:"interpreter,omitempty"`
	Ring        []who             `json:"ring"`
}

// who is somebody with parental responsibility, or else anybody around the child with a number.
type who struct {
	Name  string `json:"name"`
	Role  string `json:"role"`
	Phone string `json:"phone,omitempty"`
}

func serviceTell(ctx context.Context, e *env, _ []string) error {
	from, err := assessments.ParseDate(e.flag("from"))
	if err != nil {
		return usagef("--from is the first day on which nobody is seen, such as 2026-12-01")
	}
	to := from
	if e.flag("to") != "" {
		if to, err = assessments.ParseDate(e.flag("to")); err != nil || to < from {
			return usagef("--to is the last day on which nobody is seen, not before --from")
		}
	}
	list := []ring{}
	err = e.with(ctx, func(s *store.Store) error {
		kids, err := s.Children(ctx)
		if err != nil {
			return err
		}
		var cases []service.Case
		people := map[assessments.ID][]who{}
		for _, kid := range kids {
			recs, err := s.Records(ctx, store.Filter{Child: kid.ID})
			if err != nil {
				return err
			}
			cases = append(cases, service.ForChild(recs, kid.ID, e.today()))
			people[kid.ID] = toRing(recs)
		}
		names := map[assessments.ID]string{}
		for _, kid := range kids {
			names[kid.ID] = kid.Name
		}
		for _, c := range service.ToTell(cases, from, to) {
			list = append(list, ring{c.On, c.From, c.Child, names[c.Child], c.Language, c.Interpreter, people[c.Child]})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return e.print(list, func(w io.Writer) {
		if len(list) == 0 {
			fmt.Fprintln(w, "No appointment is planned for these days.")
		}
		for _, r := range list {
			fmt.Fprintf(w, "%s %s  %s\n", r.On.Words(), r.From, r.Name)
			for _, p := range r.Ring {
				phone := p.Phone
				if phone == "" {
					phone = "no number recorded"
				}
				fmt.Fprintf(w, "    %s (%s): %s\n", p.Name, p.Role, phone)
			}
			if r.Interpreter != "" {
				fmt.Fprintf(w, "    Interpreter: %s\n", r.Interpreter)
			}
		}
	})
}

// toRing are those with parental responsibility; where nobody is known to hold it, everybody of the child with a number.
func toRing(recs []assessments.Record) []who {
	var held, others []who
	for _, r := range recs {
		var p assessments.Person
		if r.Kind != assessments.KindPerson {
			continue
		}
		assessments.Decode(r.Fields, &p)
		one := who{p.Name, p.JobWords(), p.Phone}
		switch {
		case p.Responsibility == "yes":
			held = append(held, one)
		case p.Phone != "" && p.Responsibility != "no":
			others = append(others, one)
		}
	}
	if held != nil {
		return held
	}
	return others
}
