package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/spf13/pflag"
)

// The exit codes of the contract.
const (
	exitDone    = 0
	exitRefused = 1
	exitUsage   = 2
	exitOffline = 3
)

// env is all a command touches besides files, so that tests can run it in process.
type env struct {
	in         io.Reader
	out, err   io.Writer
	now        func() time.Time
	passphrase string // from FIELDFARE_PASSPHRASE

	json  bool
	flags *pflag.FlagSet
}

// usageError is wrong usage: exit 2.
type usageError struct{ msg string }

func (u usageError) Error() string { return u.msg }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// A command is one verb of the contract. setup declares its flags; do runs it with the positional arguments.
type command struct {
	name    string
	args    string // usage of the positionals and flags, for --help
	about   string
	example string
	bare    bool // takes flags and no further words
	setup   func(*pflag.FlagSet)
	do      func(context.Context, *env, []string) error
}

// commands lists every verb, sorted for --help. It is a function because help itself reads it.
func commands() []command {
	all := append(storeCommands(), readCommands()...)
	all = append(all, writeCommands()...)
	all = append(all, reportCommands()...)
	all = append(all, translateCommands()...)
	all = append(all, measureCommands()...)
	all = append(all, serviceCommands()...)
	all = append(all, syncCommands()...)
	all = append(all, recoverCommands()...)
	all = append(all, outboxCommands()...)
	all = append(all, linkCommands()...)
	all = append(all, backupCommands()...)
	all = append(all, attachCommands()...)
	sort.Slice(all, func(i, j int) bool { return all[i].name < all[j].name })
	return all
}

// run is the whole program with its world passed in; it returns the exit code.
func run(ctx context.Context, args []string, e env) int {
	if len(args) == 0 || args[0] == "--help" || args[0] == "-h" || args[0] == "help" {
		overview(e.err)
		if len(args) == 0 {
			return exitUsage
		}
		return exitDone
	}
	for _, c := range commands() {
		if rest, ok := match(c.name, args); ok {
			return runOne(ctx, c, rest, e)
		}
	}
	var near []string
	for _, c := range commands() {
		if strings.HasPrefix(c.name, args[0]+" ") {
			near = append(near, c.name)
		}
	}
	if near != nil {
		fmt.Fprintf(e.err, "fieldfarectl: say which: %s.\n", strings.Join(near, ", "))
		return exitUsage
	}
	fmt.Fprintf(e.err, "fieldfarectl: there is no command %q. Run fieldfarectl --help for the list.\n", args[0])
	return exitUsage
}

// match takes a command's words off the front of args.
func match(name string, args []string) ([]string, bool) {
	words := strings.Fields(name)
	if len(args) < len(words) {
		return nil, false
	}
	for i, w := range words {
		if args[i] != w {
			return nil, false
		}
	}
	return args[len(words):], true
}

func runOne(ctx context.Context, c command, args []string, e env) int {
	fs := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&e.json, "json", false, "one JSON document on standard output")
	now := fs.String("now", "", "fix the clock of this command (RFC 3339)")
	file := fs.String("passphrase-file", "", "file that holds the passphrase")
	if c.setup != nil {
		c.setup(fs)
	}
	e.flags = fs
	err := fs.Parse(args)
	if errors.Is(err, pflag.ErrHelp) {
		help(e.err, c, fs)
		return exitDone
	}
	if err == nil {
		err = e.common(*now, *file)
	} else {
		err = usageError{err.Error()}
	}
	if err == nil && c.bare && fs.NArg() > 0 {
		err = usagef("%s takes only flags; %q is none", c.name, fs.Arg(0))
	}
	if err == nil {
		err = c.do(ctx, &e, fs.Args())
	}
	return finish(&e, c, err)
}

// common applies the flags that every command has.
func (e *env) common(now, file string) error {
	if now != "" {
		t, err := time.Parse(time.RFC3339, now)
		if err != nil {
			return usagef("--now must be a time such as 2026-11-20T09:30:00Z")
		}
		e.now = func() time.Time { return t }
	}
	if file != "" {
		raw, err := os.ReadFile(file)
		if err != nil {
			return assessments.Wrap(err, assessments.Invalid, "passphrase", "The passphrase file cannot be read. Check its name.")
		}
		e.passphrase = strings.TrimRight(string(raw), "\r\n")
	}
	return nil
}

// finish turns an error into a sentence and an exit code.
func finish(e *env, c command, err error) int {
	var u usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &u):
		fmt.Fprintf(e.err, "fieldfarectl %s: %s\nUsage: fieldfarectl %s %s\n", c.name, u.msg, c.name, c.args)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(e.err, "Stopped. What was already saved is safe.")
		return exitRefused
	case offline(err):
		fmt.Fprintln(e.err, assessments.Sentence(err))
		return exitOffline
	default:
		fmt.Fprintln(e.err, assessments.Sentence(err))
		return exitRefused
	}
}

func overview(w io.Writer) {
	fmt.Fprintln(w, "fieldfarectl works on a sealed Fieldfare store without a window.")
	fmt.Fprintln(w, "\nThe passphrase comes from FIELDFARE_PASSPHRASE or --passphrase-file, never from an argument.\n\nCommands:")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-20s %s\n", c.name, c.about)
	}
	fmt.Fprintln(w, "\nRun fieldfarectl COMMAND --help for its flags and an example.")
}

func help(w io.Writer, c command, fs *pflag.FlagSet) {
	fmt.Fprintf(w, "%s\n\nUsage: fieldfarectl %s %s\n\nFlags:\n%s\nExample:\n  %s\n", c.about, c.name, c.args, fs.FlagUsages(), c.example)
}

// print writes a result: v as one JSON document with --json, else what people writes.
func (e *env) print(v any, people func(io.Writer)) error {
	if !e.json {
		people(e.out)
		return nil
	}
	enc := json.NewEncoder(e.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (e *env) flag(name string) string { v, _ := e.flags.GetString(name); return v }
func (e *env) on(name string) bool     { v, _ := e.flags.GetBool(name); return v }
