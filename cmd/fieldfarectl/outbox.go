package main

import (
	"context"
	"fmt"
	"io"

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
