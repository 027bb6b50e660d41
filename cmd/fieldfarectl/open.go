package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/spf13/pflag"
)

func folderFlag(fs *pflag.FlagSet) { fs.String("store", "", "folder of the store (needed)") }

func storeFlag(fs *pflag.FlagSet) {
	folderFlag(fs)
	fs.Bool("read-only", false, "open a damaged store as far as it goes; nothing can be saved")
}

func (e *env) config() (store.Config, error) {
	dir := e.flag("store")
	if dir == "" {
		return store.Config{}, usagef("say which store: --store DIR")
	}
	if e.passphrase == "" {
		return store.Config{}, usagef("give the passphrase in FIELDFARE_PASSPHRASE or with --passphrase-file FILE")
	}
	return store.Config{Dir: dir, Now: e.now, Log: slog.New(slog.NewTextHandler(e.err, &slog.HandlerOptions{Level: slog.LevelWarn}))}, nil
}

// withLocked is with for what a store that has locked itself still does: it can be synced, checked and asked what it holds unsent.
func (e *env) withLocked(ctx context.Context, do func(*store.Store) error) error {
	return e.opened(ctx, store.OpenToSync, do)
}

// with opens the store, runs do, and closes it again. A failure to close is a failure of the command: it may mean that a
// checkpoint did not reach the disk.
func (e *env) with(ctx context.Context, do func(*store.Store) error) error {
	return e.opened(ctx, store.Open, do)
}

func (e *env) opened(ctx context.Context, open func(context.Context, store.Config, string) (*store.Store, error), do func(*store.Store) error) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	if e.on("read-only") {
		open = store.OpenReadOnly
	}
	s, err := open(ctx, cfg, e.passphrase)
	if err != nil {
		return err
	}
	if damage := s.Damage(); len(damage) > 0 {
		fmt.Fprintf(e.err, "%d parts of this store cannot be read. What follows is the rest.\n", len(damage))
	}
	return errors.Join(do(s), s.Close())
}

// storeCommands make and check stores.
func storeCommands() []command {
	return []command{
		{
			name: "init", bare: true, args: "--store DIR", about: "make a new empty sealed store and print its recovery code once",
			example: "FIELDFARE_PASSPHRASE='snail beanbag tights' fieldfarectl init --store ~/fieldfare",
			setup:   folderFlag, do: initStore,
		},
		{
			name: "practice", bare: true, args: "--store DIR [--children 12] [--seed 1]", about: "make a store with the fictitious practice caseload",
			example: "fieldfarectl practice --store /tmp/practice --children 12",
			setup: func(fs *pflag.FlagSet) {
				folderFlag(fs)
				fs.Int("children", 12, "how many children, the two notebooks' first")
				fs.Int64("seed", 1, "which made-up caseload")
				fs.Bool("allow-sync", false, "let this practice store sync, for a demonstration")
			},
			do: practiceStore,
		},
		{
			name: "verify", bare: true, args: "--store DIR", about: "open every row and name what is wrong",
			example: "fieldfarectl verify --store ~/fieldfare", setup: storeFlag, do: verify,
		},
		{
			name: "status", bare: true, args: "--store DIR [--json]", about: "say what is unsent, held, quarantined and in conflict",
			example: "fieldfarectl status --store ~/fieldfare --json", setup: storeFlag, do: status,
		},
	}
}

func initStore(ctx context.Context, e *env, _ []string) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	s, code, err := store.Init(ctx, cfg, e.passphrase, store.InitOptions{})
	if err != nil {
		return err
	}
	return errors.Join(e.printCode(code), s.Close())
}

// printCode shows the recovery code once: it is stored nowhere.
func (e *env) printCode(code string) error {
	return e.print(map[string]string{"recovery_code": code}, func(w io.Writer) {
		fmt.Fprintln(e.err, "Write this recovery code down and keep it away from the device. It is shown only now.")
		fmt.Fprintln(w, code)
	})
}

// problem is one thing that verify found.
type problem struct {
	Table string `json:"table"`
	Row   string `json:"row"`
	Text  string `json:"text"`
}

func verify(ctx context.Context, e *env, _ []string) error {
	return e.withLocked(ctx, func(s *store.Store) error {
		problems, err := s.Verify(ctx)
		if err != nil {
			return err
		}
		list := make([]problem, 0, len(problems))
		for _, p := range problems {
			list = append(list, problem{p.Table, p.Row, p.Text})
		}
		if err := e.print(list, func(w io.Writer) {
			for _, p := range problems {
				fmt.Fprintf(w, "%s %s: %s\n", p.Table, p.Row, p.Text)
			}
		}); err != nil {
			return err
		}
		if len(problems) > 0 {
			return assessments.Errorf(assessments.Damaged, "verify", "%d things are wrong with this store. Nothing was changed.", len(problems))
		}
		fmt.Fprintln(e.err, "Every row opens and every count agrees.")
		return nil
	})
}

func status(ctx context.Context, e *env, _ []string) error {
	return e.withLocked(ctx, func(s *store.Store) error {
		st, err := s.SyncState(ctx)
		if err != nil {
			return err
		}
		leaving, err := s.Leaving(ctx)
		if err != nil {
			return err
		}
		v := map[string]any{"unsent": st.Unsent, "held": st.Held, "quarantined": st.Quarantined, "conflicts": st.Conflicts, "cursor": st.Cursor, "epoch": st.Epoch,
			"standing": st.Standing, "locked": s.Locked() != nil, "clock_off_s": int(st.ClockOff.Seconds()), "leaving": leaving}
		if st.Leased {
			v["days_left"] = st.DaysLeft
		}
		return e.print(v, func(w io.Writer) {
			fmt.Fprintf(w, "%d not sent, %d held, %d in quarantine, %d in conflict\n", st.Unsent, st.Held, st.Quarantined, st.Conflicts)
			for _, l := range leaving {
				fmt.Fprintln(w, l.Why)
			}
			switch locked := s.Locked(); {
			case locked != nil:
				fmt.Fprintln(w, assessments.Sentence(locked))
			case st.Leased:
				fmt.Fprintf(w, "It opens for %s more without a sync\n", days(st.DaysLeft))
			}
			if words := store.StandingWords(st.Standing); words != "" && s.Locked() == nil {
				fmt.Fprintln(w, words)
			}
			if words := st.ClockWords(); words != "" {
				fmt.Fprintln(w, words+".")
			}
		})
	})
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// readFile opens a file argument, "-" being standard input.
func (e *env) readFile(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(e.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, assessments.Wrap(err, assessments.NotFound, "read", fmt.Sprintf("%s cannot be read. Check its name and that you may read it.", name))
	}
	return f, nil
}
