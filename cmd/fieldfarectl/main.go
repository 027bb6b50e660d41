// Command fieldfarectl is the headless companion of Fieldfare: it makes stores, imports and exports records, drafts reports
// and syncs, for administrators, scripts and tests. Its reference is `fieldfarectl --help`; every command has its own.
//
// Words: people's words go to standard error, results to standard output; --json gives one JSON document there. The exit
// code is 0 done, 1 refused or failed with a sentence, 2 wrong usage, 3 offline.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // Europe/London on machines without a zone database
)

// A command is over before most of what it makes is worth collecting; above this much memory it is collected as ever.
const (
	rarely = 400 // GOGC
	ample  = 256 << 20
)

// grace is how long a command may take to end after a signal.
const grace = 2 * time.Second

func main() {
	debug.SetGCPercent(rarely)
	debug.SetMemoryLimit(ample)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A command that waits for its input hears nothing of the signal. What was acknowledged is durable, so it may just end.
	context.AfterFunc(ctx, func() {
		time.Sleep(grace)
		os.Exit(exitRefused)
	})
	code := run(ctx, os.Args[1:], env{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now,
		passphrase: os.Getenv("FIELDFARE_PASSPHRASE"),
	})
	stop()
	os.Exit(code)
}
