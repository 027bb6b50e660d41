package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/spf13/pflag"
)

// writeCommands change records.
func writeCommands() []command {
	return []command{
		importCommand(),
		{
			name: "apply", args: "--store DIR FILE|-", about: "apply changes, one JSON object a line, answering each after it is durable",
			example: `echo '{"record":"…","kind":"observation","child":"…","set":{"text":"Sat for 4 min"}}' | fieldfarectl apply --store ~/fieldfare -`,
			setup:   storeFlag, do: apply,
		},
		{
			name: "set", args: "--store DIR RECORD-ID field=value [...]", about: "make one change, exactly as the app makes it",
			example: `fieldfarectl set --store ~/fieldfare 0190… preferred_name=Issy postcode="ZZ99 3AA"`, setup: storeFlag, do: set,
		},
		{
			name: "sign", args: "--store DIR RECORD-ID [--by PERSON-ID]", about: "sign a record as it stands; it can then only be amended",
			example: "fieldfarectl sign --store ~/fieldfare 0190…",
			setup: func(fs *pflag.FlagSet) {
				storeFlag(fs)
				fs.String("by", "", "person record of who signs, where nobody is enrolled")
			}, do: sign,
		},
	}
}

// apply answers {"ok":CID} only after the change is on disk, so that whoever reads the answer may forget the change. The
// first bad line stops it: the lines before stay, and the answer says where it stopped.
func apply(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 {
		return usagef("name one file of changes, or - for standard input")
	}
	f, err := e.readFile(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	return e.with(ctx, func(s *store.Store) error {
		name := args[0]
		if name == "-" {
			name = "Standard input"
		}
		lines := assessments.NewEditReader(f, name)
		for {
			edit, err := lines.Next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if err := applyOne(ctx, e, s, edit, lines.Line()); err != nil {
				return err
			}
		}
	})
}

func applyOne(ctx context.Context, e *env, s *store.Store, edit assessments.Edit, line int) error {
	done, err := s.Apply(ctx, []assessments.Edit{edit})
	if err != nil {
		return assessments.Wrap(err, assessments.KindOf(err), "apply", fmt.Sprintf("Line %d: %s", line, assessments.Sentence(err)))
	}
	for _, a := range done {
		if err := json.NewEncoder(e.out).Encode(map[string]string{"ok": a.CID}); err != nil {
			return err
		}
	}
	return nil
}

func set(ctx context.Context, e *env, args []string) error {
	if len(args) < 2 {
		return usagef("name the record and at least one field=value")
	}
	return e.with(ctx, func(s *store.Store) error {
		r, err := s.Record(ctx, assessments.ID(args[0]))
		if err != nil {
			return err
		}
		fields, err := assignments(r.Kind, args[1:])
		if err != nil {
			return err
		}
		done, err := s.Apply(ctx, []assessments.Edit{{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Op: assessments.OpSet, Set: fields}})
		if err != nil {
			return err
		}
		return e.print(map[string]string{"ok": done[0].CID}, func(w io.Writer) { fmt.Fprintln(w, done[0].CID) })
	})
}

// assignments reads field=value words. A value is JSON where it parses as JSON and the field is not a text; otherwise it is
// the text itself, so that nhs_number=9994172638 and preferred_name=Issy both mean what they look like.
func assignments(kind assessments.Kind, words []string) (assessments.Fields, error) {
	texts := map[string]bool{}
	if info, ok := assessments.LookupKind(kind); ok {
		for _, f := range info.Fields() {
			texts[f.Name] = f.Type.Kind() == reflect.String
		}
	}
	out := assessments.Fields{}
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok || name == "" {
			return nil, usagef("%q is not field=value", w)
		}
		if !utf8.ValidString(w) { // the JSON encoder would put a mark in its place, and the person would not know
			return nil, assessments.Errorf(assessments.Invalid, "set", "%s holds bytes that are not UTF-8 text. Nothing was changed.", strings.ToValidUTF8(name, "?"))
		}
		raw := json.RawMessage(value)
		quoted := strings.HasPrefix(value, `"`) || value == "null"
		if !json.Valid(raw) || (texts[name] && !quoted) {
			raw, _ = json.Marshal(value) // a string always marshals
		}
		out[name] = raw
	}
	return out, nil
}

func sign(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 {
		return usagef("name the one record to sign")
	}
	return e.with(ctx, func(s *store.Store) error {
		by := assessments.ID(e.flag("by"))
		if by == "" {
			st, err := s.SyncState(ctx)
			if err != nil {
				return err
			}
			by = st.User // whoever the store belongs to; "" where nobody said so yet
		}
		if err := s.Sign(ctx, assessments.ID(args[0]), by); err != nil {
			return err
		}
		return e.print(map[string]string{"signed": args[0]}, func(w io.Writer) { fmt.Fprintln(w, "Signed. A change now becomes an amendment.") })
	})
}
