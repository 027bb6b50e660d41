package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/store"
)

// backupCommands keep a store twice.
func backupCommands() []command {
	return []command{
		{
			name: "backup", args: "--store DIR FILE", about: "copy a store into one sealed file, also while it is open; needs no passphrase",
			example: "fieldfarectl backup --store ~/fieldfare /media/stick/fieldfare.backup",
			setup:   folderFlag, do: backup,
		},
		{
			name: "restore", args: "--store DIR FILE [--keep-aside]", about: "put a backup in the place of a store; refuses where work would be lost",
			example: "fieldfarectl restore --store ~/fieldfare /media/stick/fieldfare.backup",
			setup: func(fs *pflag.FlagSet) {
				folderFlag(fs)
				fs.Bool("keep-aside", false, "first copy the store that is there into a folder of its own")
			}, do: restore,
		},
	}
}

// backup asks for no passphrase: the rows stay sealed, and whatever makes backups every night should not know it.
func backup(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 {
		return usagef("name one file to write the backup to")
	}
	dir := e.flag("store")
	if dir == "" {
		return usagef("say which store: --store DIR")
	}
	h, err := store.Backup(ctx, store.Config{Dir: dir, Now: e.now}, args[0])
	if err != nil {
		return err
	}
	v := map[string]any{"file": args[0], "bytes": h.Bytes, "sha256": h.SHA256, "made": h.Made}
	return e.print(v, func(w io.Writer) {
		fmt.Fprintf(w, "%s holds the store as it was at %s. It opens with the passphrase of today.\n", args[0], h.Made)
	})
}

func restore(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 {
		return usagef("name one file to restore from")
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	cfg.Log = slog.New(slog.DiscardHandler) // what went wrong is in the sentence
	r, err := store.Restore(ctx, cfg, args[0], e.passphrase, store.RestoreOptions{KeepAside: e.on("keep-aside")})
	if err != nil {
		return err
	}
	v := map[string]any{"restored": args[0], "made": r.Made, "unsent": r.Unsent, "kept_aside": r.Aside}
	return e.print(v, func(w io.Writer) {
		fmt.Fprintf(w, "The store is as it was at %s, with %d changes to send.\n", r.Made, r.Unsent)
		if r.Aside != "" {
			fmt.Fprintf(w, "The store that was here is in %s; it opens like any other.\n", r.Aside)
		}
	})
}
