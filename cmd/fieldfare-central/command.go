package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// A config is everything a command may be told.
type config struct {
	data, database string
	json           bool
	now            string
	tenant         string
	therapist      string
	child, setting string
	month          string
	provider       string
	review         string
	from, to       string
	grace          int
	pack, role     string
	by, second     string
	out1, out2     string
	address, qr    string
	listen         string
	cert, key      string
	backupKey      string
	minSchema      int
	conns          int
	proxy          bool
	blobs          blobFlags
	mail           mailFlags
	sso            ssoFlags
	handoff        string
	disposal       disposalFlags
	offset         time.Duration
	out, err       io.Writer
}

// A command is one row of the command line: the words that name it, its arguments, and what it does.
type command struct {
	words   string
	args    string
	about   string
	example string
	flags   func(*pflag.FlagSet, *config)
	run     runner
}

// usageError is a command line that says nothing we understand.
type usageError string

func (e usageError) Error() string { return string(e) }

// parse finds the command by its words, reads the flags wherever they stand, and checks the number of arguments.
func parse(args []string, help io.Writer) (command, *config, []string, error) {
	plain := words(args)
	cmd, ok := find(plain)
	if !ok {
		if len(plain) == 0 && len(args) > 0 && (args[0] == "--help" || args[0] == "-h") {
			overview(help)
			return cmd, nil, nil, pflag.ErrHelp
		}
		overview(help)
		return cmd, nil, nil, usageError("Name one of the commands above.")
	}
	cfg := &config{}
	fs := pflag.NewFlagSet(cmd.words, pflag.ContinueOnError)
	fs.SetOutput(help)
	fs.Usage = func() {
		fmt.Fprintf(help, "%s\n\nUsage: fieldfare-central %s %s\nExample: fieldfare-central %s\n\n%s", cmd.about, cmd.words, cmd.args, cmd.example, fs.FlagUsages())
	}
	cmd.all(fs, cfg)
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return cmd, nil, nil, err
		}
		return cmd, nil, nil, usageError(fmt.Sprintf("%v. See fieldfare-central %s --help.", err, cmd.words))
	}
	rest := fs.Args()[len(strings.Fields(cmd.words)):]
	if want := len(strings.Fields(cmd.args)); len(rest) != want {
		return cmd, nil, nil, usageError(fmt.Sprintf("fieldfare-central %s takes %d arguments (%s), not %d.", cmd.words, want, cmd.args, len(rest)))
	}
	return cmd, cfg, rest, cfg.place()
}

// all adds the flags that every command has, and the command's own.
func (c command) all(fs *pflag.FlagSet, cfg *config) {
	fs.StringVar(&cfg.data, "data", "", "folder of the embedded database")
	fs.StringVar(&cfg.database, "database", "", "postgres:// URL of a PostgreSQL database instead")
	fs.BoolVar(&cfg.json, "json", false, "machine output on stdout")
	fs.StringVar(&cfg.now, "now", "", "fix the clock of this command, RFC 3339")
	if c.flags != nil {
		c.flags(fs, cfg)
	}
}

// words returns the arguments that are no flags and no values of flags, which may stand anywhere on the line. What is wrong
// with the flags is said later, when the command is known.
func words(args []string) []string {
	every := pflag.NewFlagSet("", pflag.ContinueOnError)
	every.SetOutput(io.Discard)
	every.Usage = func() {}
	every.ParseErrorsAllowlist.UnknownFlags = true
	for _, c := range commands() {
		own := pflag.NewFlagSet("", pflag.ContinueOnError)
		c.all(own, &config{})
		every.AddFlagSet(own)
	}
	every.BoolP("help", "h", false, "")
	if err := every.Parse(args); err != nil {
		return nil
	}
	return every.Args()
}

// place checks where the database is; without a word it is in the person's own configuration folder.
func (c *config) place() error {
	if c.data != "" && c.database != "" {
		return usageError("Give --data or --database, not both.")
	}
	if c.database != "" && !strings.HasPrefix(c.database, "postgres://") && !strings.HasPrefix(c.database, "postgresql://") {
		return usageError("--database takes a postgres:// URL.")
	}
	if c.data == "" && c.database == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return usageError("Say with --data in which folder the database is.")
		}
		c.data = filepath.Join(dir, "fieldfare-central")
	}
	return nil
}

// find picks the command whose words begin the line; the longest wins.
func find(plain []string) (command, bool) {
	var best command
	line := strings.Join(plain, " ") + " "
	for _, c := range commands() {
		if strings.HasPrefix(line, c.words+" ") && len(c.words) > len(best.words) {
			best = c
		}
	}
	return best, best.words != ""
}

func overview(w io.Writer) {
	fmt.Fprint(w, "fieldfare-central is the service that Fieldfare's tablets sync with.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  fieldfare-central %-52s %s\n", strings.TrimSpace(c.words+" "+c.args), c.about)
	}
	fmt.Fprint(w, "\nEach takes --data DIR or --database postgres://…, --json and --help.\nExample: fieldfare-central serve --data /var/lib/fieldfare --listen 127.0.0.1:8080\n")
}
