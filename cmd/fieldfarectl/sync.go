package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
	"github.com/spf13/pflag"
)

// syncCommands talk to the central service.
func syncCommands() []command {
	return []command{
		{
			name: "enrol", bare: true, args: "--store DIR --central URL --code CODE", about: "join a service with a one-use code; makes the store first where there is none",
			example: "fieldfarectl enrol --store ~/fieldfare --central https://central.example --code snail-beanbag-4821",
			setup: func(fs *pflag.FlagSet) {
				storeFlag(fs)
				fs.String("central", "", "address of the central service (needed)")
				fs.String("code", "", "one-use code from the team lead (needed)")
			}, do: enrol,
		},
		{
			name: "sync", bare: true, args: "--store DIR [--pictures] [--metered] [--json]", about: "send and fetch once: words first, then pictures",
			example: "fieldfarectl sync --store ~/fieldfare",
			setup: func(fs *pflag.FlagSet) {
				storeFlag(fs)
				fs.Bool("pictures", false, "fetch others' pictures too, which otherwise come when they are opened")
				fs.Bool("metered", false, "this network is paid by the amount: pictures wait unless they may use mobile data")
			}, do: syncOnce,
		},
		{
			name: "conflicts", args: "--store DIR [resolve ID --keep mine|theirs|both] [--json]",
			about:   "list fields that two people changed, or settle one of them by an ordinary change",
			example: "fieldfarectl conflicts --store ~/fieldfare resolve 0190…/plan --keep both",
			setup:   func(fs *pflag.FlagSet) { storeFlag(fs); fs.String("keep", "", "mine, theirs or both, with resolve") }, do: conflicts,
		},
	}
}

// offline reports whether an error means that nothing answered, as opposed to a refusal.
func offline(err error) bool {
	return assessments.KindOf(err) == assessments.Unavailable && errors.Is(err, courier.ErrOffline)
}

func (e *env) courier(s *store.Store) *courier.Courier {
	return courier.New(s, courier.Config{Client: &http.Client{Timeout: time.Minute}, Now: e.now, Progress: e.progress, Metered: func() bool { return e.on("metered") }})
}

// progress draws one line on a terminal and is silent otherwise.
func (e *env) progress(p courier.Progress) {
	if f, ok := e.err.(*os.File); ok {
		if st, err := f.Stat(); err == nil && st.Mode()&os.ModeCharDevice != 0 {
			fmt.Fprintf(e.err, "\rSent %d, received %d ", p.Sent, p.Received)
		}
	}
}

func enrol(ctx context.Context, e *env, _ []string) error {
	if e.flag("central") == "" || e.flag("code") == "" {
		return usagef("--central and --code are needed")
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	if !store.Exists(cfg.Dir) {
		s, code, err := store.Init(ctx, cfg, e.passphrase, store.InitOptions{})
		if err != nil {
			return err
		}
		fmt.Fprintf(e.err, "A new store was made. Its recovery code, shown only now: %s\n", code)
		if err := s.Close(); err != nil {
			return err
		}
	}
	return e.with(ctx, func(s *store.Store) error {
		if err := e.courier(s).Enrol(ctx, e.flag("central"), e.flag("code")); err != nil {
			return err
		}
		return e.print(map[string]string{"enrolled": e.flag("central")}, func(w io.Writer) { fmt.Fprintln(w, "Enrolled.") })
	})
}

func syncOnce(ctx context.Context, e *env, _ []string) error {
	err := e.withLocked(ctx, func(s *store.Store) error {
		c := e.courier(s)
		r, err := c.Sync(ctx)
		if err != nil {
			return err
		}
		// What became of the words is said, whatever becomes of the pictures.
		p, perr := c.Pictures(ctx)
		fetched := 0
		if perr == nil && e.on("pictures") {
			fetched, perr = c.FetchPictures(ctx)
		}
		v := map[string]int{"sent": r.Sent, "received": r.Received, "conflicts": r.Conflicts, "quarantined": r.Quarantined, "waiting": r.Waiting,
			"pictures_sent": p.Sent, "pictures_waiting": p.Waiting, "pictures_fetched": fetched, "chunks_sent": p.Chunks}
		err = e.print(v, func(w io.Writer) {
			fmt.Fprintf(w, "Sent %d, received %d; %d in conflict, %d in quarantine, %d waiting\n", r.Sent, r.Received, r.Conflicts, r.Quarantined, r.Waiting)
			if p.Sent+p.Waiting+fetched > 0 {
				fmt.Fprintf(w, "Pictures: sent %d, fetched %d, %d waiting\n", p.Sent, fetched, p.Waiting)
			}
			if p.Metered && p.Waiting > 0 {
				fmt.Fprintln(w, "Pictures wait for a network that is not paid by the amount. They are safe on this device.")
			}
		})
		return errors.Join(err, perr)
	})
	if errors.Is(err, store.ErrWiped) {
		// The service may not have heard of it yet; that it has or has not changes nothing here.
		err = errors.Join(err, courier.ReportWiped(ctx, e.flag("store"), courier.Config{Now: e.now}))
	}
	return err
}

func conflicts(ctx context.Context, e *env, args []string) error {
	switch {
	case len(args) > 0 && args[0] == "resolve":
		return resolve(ctx, e, args[1:])
	case len(args) > 0 || e.flag("keep") != "":
		return usagef("conflicts takes no further words but resolve ID --keep mine, theirs or both")
	}
	return e.with(ctx, func(s *store.Store) error {
		rows, err := s.Conflicts(ctx)
		if err != nil {
			return err
		}
		out := make([]conflict, 0, len(rows))
		for _, r := range rows {
			out = append(out, conflictOf(r))
		}
		return e.print(out, func(w io.Writer) {
			for _, c := range out {
				fmt.Fprintf(w, "%s\n", c.ID)
				for _, v := range c.Values {
					fmt.Fprintf(w, "    %s  %s\n", v.At, string(v.Value))
				}
			}
		})
	})
}

// A conflict is a field with more than one value, as the contract prints it; the first value is the record's own.
type conflict struct {
	ID     string         `json:"id"` // record/field
	Record assessments.ID `json:"record"`
	Field  string         `json:"field"`
	Values []side         `json:"values"`
}

type side struct {
	Value  json.RawMessage `json:"value"`
	Author assessments.ID  `json:"author"`
	Device string          `json:"device"`
	At     string          `json:"at"`
}

func conflictOf(r store.ConflictRow) conflict {
	c := conflict{ID: string(r.Record) + "/" + r.Field, Record: r.Record, Field: r.Field}
	for _, v := range append([]store.Side{r.Current}, r.Others...) {
		if v.Value == nil {
			v.Value = json.RawMessage("null")
		}
		c.Values = append(c.Values, side{v.Value, v.Author, v.Device, v.At})
	}
	return c
}

func resolve(ctx context.Context, e *env, args []string) error {
	keep := e.flag("keep")
	if len(args) != 1 || !oneOf(keep, []string{"mine", "theirs", "both"}) {
		return usagef("name one conflict and --keep mine, theirs or both")
	}
	record, field, ok := strings.Cut(args[0], "/")
	if !ok {
		return usagef("a conflict's id is RECORD/FIELD, as conflicts prints it; %q is not", args[0])
	}
	return e.with(ctx, func(s *store.Store) error {
		if err := s.Resolve(ctx, assessments.ID(record), field, keep, nil); err != nil {
			return err
		}
		return e.print(map[string]string{"resolved": args[0]}, func(w io.Writer) { fmt.Fprintln(w, "Resolved. The other value stays in the history.") })
	})
}
