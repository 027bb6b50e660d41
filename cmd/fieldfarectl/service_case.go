package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// caseOf is the case that the words of a command name, with the rules that it is asked about.
func (e *env) caseOf(ctx context.Context, args []string) (*service.Pack, service.Case, error) {
	c, from, err := e.readCase(ctx, args)
	if err != nil {
		return nil, c, err
	}
	name := e.flag("pack")
	if name == "" {
		name = c.Pack
	}
	if name == "" {
		return nil, c, usagef("say by whose rules: --pack NAME; fieldfarectl service list names them")
	}
	p, err := service.Load(assets.Services, name)
	if err != nil {
		return nil, c, err
	}
	if bad := misread(p, c.Choices); bad != "" && (c.Pack == "" || c.Pack == p.Name) {
		return nil, c, assessments.Errorf(assessments.Invalid, "service.choices", "%s, choices: %s", from, bad)
	}
	return p, c, e.choose(p, &c)
}

// choose settles readings for this one question; the service's own record stays as it is.
func (e *env) choose(p *service.Pack, c *service.Case) error {
	words, _ := e.flags.GetStringArray("choose")
	made := maps.Clone(c.Choices)
	if made == nil {
		made = map[string]string{}
	}
	for _, w := range words {
		rule, reading, ok := strings.Cut(w, "=")
		if !ok {
			return usagef("--choose is RULE=READING, such as referrers=listed; %q is not", w)
		}
		if bad := misread(p, map[string]string{rule: reading}); bad != "" {
			return usagef("--choose: %s", strings.TrimSuffix(bad, "."))
		}
		made[rule] = reading
	}
	c.Choices, c.Pack = made, p.Name
	return nil
}

// misread says which choice is none of the pack's, or "". A slip there would leave the service's choice unheard.
func misread(p *service.Pack, choices map[string]string) string {
	for _, rule := range slices.Sorted(maps.Keys(choices)) {
		i := slices.IndexFunc(p.Choices, func(ch service.Choice) bool { return ch.Name == rule })
		if i < 0 {
			var names []string
			for _, ch := range p.Choices {
				names = append(names, ch.Name)
			}
			if names == nil {
				return fmt.Sprintf("%s leaves nothing to choose, so %q cannot be chosen.", p.Name, rule)
			}
			return fmt.Sprintf("%s has no choice named %q; it has %s.", p.Name, rule, strings.Join(names, ", "))
		}
		var readings []string
		for _, r := range p.Choices[i].Readings {
			readings = append(readings, r.Value)
		}
		if !slices.Contains(readings, choices[rule]) {
			return fmt.Sprintf("%s is read as %s; %q is neither.", rule, strings.Join(readings, " or "), choices[rule])
		}
	}
	return ""
}

// readCase reads the child from a file or from a store, and says what it read from.
func (e *env) readCase(ctx context.Context, args []string) (c service.Case, from string, err error) {
	stored := e.flag("store") != ""
	switch {
	case stored && len(args) > 0:
		return c, "", usagef("give a file, or --store DIR --child ID, not both")
	case stored && e.flag("child") == "":
		return c, "", usagef("say which child of the store: --child ID; fieldfarectl children names them")
	case stored:
		c, err = e.storedCase(ctx, assessments.ID(e.flag("child")))
		return c, "The service's record", err
	case e.flag("child") != "":
		return c, "", usagef("--child goes with --store DIR")
	case len(args) != 1:
		return c, "", usagef("name one file with a child and its referral, or - for standard input, or a child of a store")
	}
	name := args[0]
	f, err := e.readFile(name)
	if err != nil {
		return c, name, err
	}
	defer f.Close()
	if name == "-" {
		name = "Standard input"
	}
	if c, err = service.ReadCase(f, name, e.today()); err != nil && !strings.Contains(assessments.Sentence(err), name) {
		err = assessments.Wrap(err, assessments.KindOf(err), "service.read", name+" cannot be used: "+assessments.Sentence(err))
	}
	return c, name, err
}

func (e *env) today() assessments.Date { return assessments.NewDate(e.now()) }

// storedCase reads what a store knows of a child, of its setting and of the service it came to.
func (e *env) storedCase(ctx context.Context, child assessments.ID) (service.Case, error) {
	var c service.Case
	err := e.with(ctx, func(s *store.Store) error {
		own, err := s.Records(ctx, store.Filter{Child: child})
		if err != nil {
			return err
		}
		isChild := func(r assessments.Record) bool { return r.Kind == assessments.KindChild }
		if !slices.ContainsFunc(own, isChild) {
			return assessments.Errorf(assessments.NotFound, "service.case", "There is no child with that id in this store. Run fieldfarectl children to see them.")
		}
		settings, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindSetting}})
		if err != nil {
			return err
		}
		services, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
		if err != nil {
			return err
		}
		c = service.ForChild(append(own, settings...), child, e.today())
		c.Pack, c.Choices = rulesOf(services, c.Referral.Service)
		return nil
	})
	return c, err
}

// rulesOf are the rules of the service that the referral came to, else of the first service that has chosen some.
func rulesOf(services []assessments.Record, named assessments.ID) (rules string, choices map[string]string) {
	for _, r := range services {
		var v assessments.Service
		assessments.Decode(r.Fields, &v)
		if v.Rules != "" && (rules == "" || r.ID == named) {
			rules, choices = v.Rules, v.Choices
		}
	}
	return rules, choices
}
