// Command fieldfare-central is the central service that tablets sync with, and the commands of those who run it.
//
// Words: serve runs the service; admin is what a person does to it, also while it runs; data is the folder of the embedded
// database, database the URL of a PostgreSQL one. Machine output goes to stdout, sentences for people to stderr.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
)

// What a request makes is garbage when it is answered, and the rest is small: it is collected half as often as Go would, until there
// is this much of it.
const (
	seldom = 300 // GOGC
	ample  = 256 << 20
)

func main() {
	debug.SetGCPercent(seldom)
	debug.SetMemoryLimit(ample)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does one command and returns the exit code: 0 done, 1 refused or failed, 2 wrong usage, 3 the database or network is
// out of reach.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	cmd, cfg, rest, err := parse(args, stderr)
	if err == nil {
		cfg.out, cfg.err = stdout, stderr
		err = cmd.run(ctx, cfg, rest)
	}
	var wrong usageError
	switch {
	case err == nil || errors.Is(err, pflag.ErrHelp):
		return 0
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "%s\n", wrong)
		return 2
	case assessments.KindOf(err) == assessments.Unavailable:
		fmt.Fprintf(stderr, "%s\n", assessments.Sentence(err))
		return 3
	default:
		fmt.Fprintf(stderr, "%s\n", assessments.Sentence(err))
		return 1
	}
}
