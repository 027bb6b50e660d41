package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// linkCommands say which children may be one and the same.
func linkCommands() []command {
	by := func(fs *pflag.FlagSet) {
		storeFlag(fs)
		fs.String("by", "", "person record of the lead, where nobody is enrolled")
	}
	return []command{
		{
			name: "link", args: "--store DIR CHILD-ID CHILD-ID [--reason nhs-number|name-and-birth|address|family-says|other] [--by PERSON-ID]",
			about: "say that two children may be one and the same; nothing is merged", example: "fieldfarectl link --store ~/fieldfare 0190… 0191… --reason nhs-number",
			setup: func(fs *pflag.FlagSet) { by(fs); fs.String("reason", "other", "what speaks for it") }, do: link,
		},
		{name: "unlink", args: "--store DIR CHILD-ID CHILD-ID [--by PERSON-ID]", about: "take a link of two children back", example: "fieldfarectl unlink --store ~/fieldfare 0190… 0191…", setup: by, do: unlink},
	}
}

func link(ctx context.Context, e *env, args []string) error {
	return e.withPair(ctx, args, func(s *store.Store, a, b, by assessments.ID) error {
		id, err := s.Link(ctx, a, b, e.flag("reason"), by)
		if err != nil {
			return err
		}
		return e.print(map[string]assessments.ID{"linked": id}, func(w io.Writer) {
			fmt.Fprintln(w, "Linked. Both records stay as they are; unlink takes it back.")
		})
	})
}

func unlink(ctx context.Context, e *env, args []string) error {
	return e.withPair(ctx, args, func(s *store.Store, a, b, by assessments.ID) error {
		if err := s.Unlink(ctx, a, b, by); err != nil {
			return err
		}
		return e.print(map[string]assessments.ID{"unlinked": assessments.LinkID(a, b)}, func(w io.Writer) { fmt.Fprintln(w, "They are two children again. The link stays in the history.") })
	})
}

func (e *env) withPair(ctx context.Context, args []string, do func(s *store.Store, a, b, by assessments.ID) error) error {
	if len(args) != 2 {
		return usagef("name the two children")
	}
	return e.with(ctx, func(s *store.Store) error {
		by, err := e.who(ctx, s)
		if err != nil {
			return err
		}
		return do(s, assessments.ID(args[0]), assessments.ID(args[1]), by)
	})
}

// linksOf are the team's records that link a child with others: they belong to whoever exports the child.
func linksOf(ctx context.Context, s *store.Store, child assessments.ID) ([]assessments.Record, error) {
	team := assessments.TeamScope()
	all, err := s.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindChildLink}, Struck: true})
	var out []assessments.Record
	for _, r := range all {
		if r.Fields.Text("child_a") == string(child) || r.Fields.Text("child_b") == string(child) {
			out = append(out, r)
		}
	}
	return out, err
}
