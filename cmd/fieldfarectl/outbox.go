package main

import (
	"context"
	"fmt"
	"io"

	"github.com/google/uuid"
	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// outboxCommands show what the service does not have yet, and mend what was written in the wrong place.
func outboxCommands() []command {
	return []command{
		{
			name: "outbox", bare: true, args: "--store DIR [--json]", about: "say of each unsent record where it stands, why, and what to do",
			example: "fieldfarectl outbox --store ~/fieldfare", setup: storeFlag, do: outbox,
		},
		{
			name: "move", args: "--store DIR RECORD-ID --to CHILD-ID [--reason WORDS] [--by PERSON-ID] [--json]",
			about:   "file an entry under the right child: the old one is struck, and reports to recall are named",
			example: `fieldfarectl move --store ~/fieldfare 0190… --to 0191… --reason "two children on one morning"`,
			setup: func(fs *pflag.FlagSet) {
				storeFlag(fs)
				fs.String("to", "", "the right child (needed)")
				fs.String("reason", "", "more words for why; leave the other child's name out")
				fs.String("by", "", "person record of who moves it, where nobody is enrolled")
			}, do: move,
		},
		{name: "moves", bare: true, args: "--store DIR [--json]", about: "list moved entries, and what they still need", example: "fieldfarectl moves --store ~/fieldfare", setup: storeFlag, do: moves},
	}
}

// waits is a record of the outbox as --json shows it.
type waits struct {
	Record  assessments.ID   `json:"record"`
	Child   assessments.ID   `json:"child,omitempty"`
	Kind    assessments.Kind `json:"kind"`
	Changes int              `json:"changes"`
	Stand   store.Stand      `json:"stand"`
	Code    string           `json:"code,omitempty"`
	Since   string           `json:"since"`
	Why     string           `json:"why,omitempty"`
	Do      string           `json:"do,omitempty"`
}

func outbox(ctx context.Context, e *env, _ []string) error {
	return e.with(ctx, func(s *store.Store) error {
		rows, err := s.Waiting(ctx)
		if err != nil {
			return err
		}
		list := make([]waits, 0, len(rows))
		for _, w := range rows {
			list = append(list, waits{w.Record, w.Child, w.Kind, w.Changes, w.Stand, w.Code, w.Since, w.Why, w.Do})
		}
		return e.print(list, func(w io.Writer) {
			for _, r := range list {
				fmt.Fprintf(w, "%s  %-18s %s since %s\n", r.Record, r.Kind, r.Stand, r.Since)
				if r.Why != "" {
					fmt.Fprintf(w, "    %s. %s.\n", r.Why, r.Do)
				}
			}
		})
	})
}

// recall is a report to look at after a move, as --json shows it.
type recall struct {
	Report    assessments.ID   `json:"report"`
	Kind      string           `json:"kind"`
	Recipient assessments.Role `json:"recipient"`
	Signed    bool             `json:"signed"`
	SentOn    assessments.Date `json:"sent_on,omitempty"`
	Certain   bool             `json:"certain"`
}

// who is the person record of whoever works here: --by, or whom the store belongs to.
func (e *env) who(ctx context.Context, s *store.Store) (assessments.ID, error) {
	if by := assessments.ID(e.flag("by")); by != "" {
		return by, nil
	}
	st, err := s.SyncState(ctx)
	return st.User, err
}

// orNone writes an empty list as [] and not as null.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func newID() assessments.ID { return assessments.ID(uuid.Must(uuid.NewV7()).String()) }

func move(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 || e.flag("to") == "" {
		return usagef("name one entry, and the right child with --to CHILD-ID")
	}
	return e.with(ctx, func(s *store.Store) error {
		by, err := e.who(ctx, s)
		if err != nil {
			return err
		}
		m, err := s.Move(ctx, store.Move{Record: assessments.ID(args[0]), To: assessments.ID(e.flag("to")), Reason: e.flag("reason"), By: by, NewID: newID})
		if err != nil {
			return err
		}
		list := make([]recall, 0, len(m.Recall))
		for _, r := range m.Recall {
			list = append(list, recall(r))
		}
		v := map[string]any{"record": m.Record, "strike": m.Strike, "with": orNone(m.With), "signed": m.Signed, "countersign": m.Countersign, "loose": orNone(m.Loose), "recall": list}
		return e.print(v, func(w io.Writer) {
			fmt.Fprintf(w, "Moved. The entry is now %s; the old one is struck and stays readable.\n", m.Record)
			if m.Countersign != "" {
				fmt.Fprintln(w, "It was signed by somebody else: it is not signed here until they, or a qualified therapist, sign it.")
			}
			for _, f := range m.Loose {
				fmt.Fprintf(w, "Its field %s still speaks of the other child's records.\n", f)
			}
			for _, r := range m.Recall {
				sure := "may hold"
				if r.Certain {
					sure = "holds"
				}
				fmt.Fprintf(w, "To recall: report %s (%s for %s, sent %q) %s its words.\n", r.Report, r.Kind, r.Recipient, string(r.SentOn), sure)
			}
		})
	})
}

func moves(ctx context.Context, e *env, _ []string) error {
	return e.with(ctx, func(s *store.Store) error {
		rows, err := s.Moves(ctx)
		if err != nil {
			return err
		}
		return e.print(orNone(rows), func(w io.Writer) {
			for _, m := range rows {
				fmt.Fprintf(w, "%s  now %s  %s; %d changes under the wrong child since\n", m.Old, m.New, m.Reason, m.Late)
				if m.Countersign != "" {
					fmt.Fprintf(w, "    signed by %s under the wrong child, not signed here yet\n", m.Countersign)
				}
				if m.Twice {
					fmt.Fprintln(w, "    stands under two children: settle it in the outbox")
				}
			}
		})
	})
}
