package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// recoverCommands are for a lost passphrase.
func recoverCommands() []command {
	return []command{{
		name: "recover", args: "--store DIR (--code CODE | --escrow FILE1 FILE2 --sealed FILE)",
		about:   "set a new passphrase, which is taken from where the others are, with the recovery code or both leads' halves",
		example: "FIELDFARE_PASSPHRASE='new words to remember' fieldfarectl recover --store ~/fieldfare --escrow one.json two.json --sealed sealed.json",
		setup: func(fs *pflag.FlagSet) {
			folderFlag(fs)
			fs.String("code", "", "the recovery code of this store")
			fs.String("escrow", "", "one lead's half of the recovery key; the other lead's follows")
			fs.String("sealed", "", "the tablet's sealed key, from fieldfare-central admin escrow take")
		}, do: recoverStore,
	}}
}

func recoverStore(ctx context.Context, e *env, args []string) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	var r store.Recovered
	switch code, half := e.flag("code"), e.flag("escrow"); {
	case code != "" && half == "" && len(args) == 0:
		r, err = store.RecoverWithCode(ctx, cfg, code, e.passphrase)
	case code == "" && half != "" && len(args) == 1 && e.flag("sealed") != "":
		var key []byte
		if key, err = e.fromEscrow(half, args[0], e.flag("sealed")); err == nil {
			r, err = store.RecoverWithKey(ctx, cfg, key, e.passphrase)
			clear(key)
		}
	default:
		return usagef("give either --code CODE, or --escrow FILE1 FILE2 and --sealed FILE")
	}
	if err != nil {
		return err
	}
	v := map[string]any{"unsent": r.Unsent}
	if r.Code != "" {
		v["recovery_code"] = r.Code
	}
	return e.print(v, func(w io.Writer) {
		fmt.Fprintf(w, "The new passphrase is set. %d changes that were not sent are still here.\n", r.Unsent)
		if r.Code != "" {
			fmt.Fprintln(e.err, "Write this new recovery code down and keep it away from the device. It is shown only now; the old one opens nothing any more.")
			fmt.Fprintln(w, r.Code)
		}
	})
}

// fromEscrow opens a tablet's sealed key with the two halves.
func (e *env) fromEscrow(one, two, sealed string) ([]byte, error) {
	var halves [2]wire.Share
	var esc wire.Escrow
	for file, into := range map[string]any{one: &halves[0], two: &halves[1], sealed: &esc} {
		f, err := e.readFile(file)
		if err != nil {
			return nil, err
		}
		err = json.NewDecoder(io.LimitReader(f, 64<<10)).Decode(into)
		f.Close()
		if err != nil {
			return nil, assessments.Wrap(err, assessments.Invalid, "recover", file+" is not a file of fieldfare-central admin escrow. Nothing was changed.")
		}
	}
	return esc.Open(halves[0], halves[1])
}
