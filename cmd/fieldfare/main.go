// Command fieldfare is the app that a children's occupational therapist carries.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // Europe/London on devices without a zone database

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/app"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// version is what About and the service are told; packaging sets it.
var version = "0.1.0"

// appID names the app to the system; it is the ID of FyneApp.toml.
const appID = "org.fieldfare.app"

// wordsAfter leaves both cores to the first screen; by then it stands on the slowest tablet too. Before the app's memory goes back to
// the system, so that what the reading took goes with it.
const wordsAfter = 2 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil && !errors.Is(err, pflag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fieldfare:", err)
		os.Exit(2)
	}
}

// startGC lets the heap grow to ten times what is in use while the app starts and unlocks, when most of what is made is thrown away at
// once: from the start to Today the collector would run eleven times, and runs four, of which two are for the derivation of the key. That
// takes about as much as the heap then grows to. The app sets it back in two steps when Today stands.
const startGC = 900

func run(ctx context.Context, args []string) error {
	debug.SetGCPercent(startGC)
	fs := pflag.NewFlagSet("fieldfare", pflag.ContinueOnError)
	dir := fs.String("store", "", "folder of the store; the app's own folder when left out")
	frame := fs.String("frame", "", "first size of the window: tablet, phone or laptop")
	offline := fs.Bool("offline", false, "never talk to a service")
	layout := fs.String("dump-layout", "", "file that gets the texts and rectangles on screen, for tests")
	pictures := fs.String("pictures", "", "folder where the camera puts pictures; the user's own pictures folder when left out")
	begin := fs.String("now", "", "start the clock at this time (RFC 3339), for tests and demonstrations")
	if err := fs.Parse(args); err != nil {
		return err
	}
	now, err := clock(*begin)
	if err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("%q is not a flag. Run fieldfare --help", fs.Arg(0))
	}
	fa := fyneapp.NewWithID(appID)
	fa.SetIcon(fyne.NewStaticResource("icon.png", assets.IconPNG))
	if *dir == "" {
		// Never the home folder: on a tablet only this one is the app's own.
		*dir = filepath.Join(fa.Storage().RootURI().Path(), "store")
	}
	if *pictures == "" && !fyne.CurrentDevice().IsMobile() {
		if home, err := os.UserHomeDir(); err == nil { // without one, the file dialog is still there
			*pictures = filepath.Join(home, "Pictures")
		}
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	app.New(ctx, fa, app.Config{
		Store: store.Config{Dir: *dir, Now: now, Log: log, WordsAfter: wordsAfter}, Pictures: *pictures, Layout: *layout, Frame: *frame, Offline: *offline, Version: version, Log: log,
	}).Run()
	return nil
}

// clock is the device's, or one that starts at a given time and goes on from there.
func clock(begin string) (func() time.Time, error) {
	if begin == "" {
		return time.Now, nil
	}
	t, err := time.Parse(time.RFC3339, begin)
	if err != nil {
		return nil, errors.New("--now must be a time such as 2026-11-24T09:30:00Z")
	}
	ahead := time.Until(t)
	return func() time.Time { return time.Now().Add(ahead) }, nil
}
