package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
	"github.com/google/uuid"
	"github.com/spf13/pflag"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// translateCommands keep translations that came from outside. Fieldfare translates nothing by itself.
func translateCommands() []command {
	return []command{{
		name: "translate", bare: true, args: `--store DIR --report ID --lang TAG --language WORDS --translator WORDS --in FILE|-`,
		about:   "keep a translation of a signed report; fieldfarectl report --translation ID --out FILE writes it",
		example: `fieldfarectl translate --store ~/fieldfare --report 0190… --lang so --language Somali --translator "A. Name, Example Languages" --in so.txt`,
		setup: func(fs *pflag.FlagSet) {
			storeFlag(fs)
			fs.String("report", "", "the signed version that was translated (needed)")
			fs.String("lang", "", "language as a tag: so, ar, ur (needed)")
			fs.String("language", "", "language in English words: Somali (needed)")
			fs.String("translator", "", "who translated it, and for whom they work (needed)")
			fs.String("in", "", "the text, UTF-8: a paragraph a line, # before a heading, - before a list item (needed)")
		},
		do: translate,
	}}
}

func translate(ctx context.Context, e *env, _ []string) error {
	for _, f := range []string{"report", "lang", "language", "translator", "in"} {
		if strings.TrimSpace(e.flag(f)) == "" {
			return usagef("--report, --lang, --language, --translator and --in are needed")
		}
	}
	tag, err := language.Parse(e.flag("lang"))
	if err != nil || tag == language.Und {
		return usagef("--lang must be the tag of a language, such as so or ar; %q is not", e.flag("lang"))
	}
	text, err := e.words(e.flag("in"))
	if err != nil {
		return err
	}
	return e.with(ctx, func(s *store.Store) error {
		of, ev, err := signedReport(ctx, e, s, assessments.ID(e.flag("report")))
		if err != nil {
			return err
		}
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		t := &assessments.Translation{Of: of.Record.ID, TreeHash: of.V.TreeHash, Lang: tag.String(), Language: e.flag("language"),
			Translator: e.flag("translator"), On: assessments.NewDate(e.now().In(london())), Text: text}
		rec := assessments.Record{ID: assessments.ID(id.String()), Kind: assessments.KindTranslation, Scope: of.Record.Scope, Fields: assessments.Encode(t)}
		if _, err := s.Apply(ctx, []assessments.Edit{{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet, Set: rec.Fields}}); err != nil {
			return err
		}
		// It is kept whatever it says; what stops it from leaving is better known now than on the day it is to be sent.
		ev.Records = append(ev.Records, rec)
		if _, err := reports.Translate(ev, rec.ID, t.On); err != nil {
			fmt.Fprintln(e.err, assessments.Sentence(err))
		}
		stale, words := false, ""
		for _, x := range reports.Translations(ev.Records, of.Record.ID) {
			if x.ID == rec.ID {
				stale, words = x.Stale, x.Words
			}
		}
		return e.print(map[string]any{"translation": rec.ID, "version": max(of.V.Version, 1), "stale": stale}, func(w io.Writer) { fmt.Fprintf(w, "%s\n%s\n", rec.ID, words) })
	})
}

// words reads a text file as somebody typed it: any line ends, with or without a byte order mark.
func (e *env) words(name string) (string, error) {
	f, err := e.readFile(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, assessments.MaxField+1))
	text := strings.TrimPrefix(string(raw), "\ufeff")
	switch {
	case err != nil:
		return "", assessments.Wrap(err, assessments.Unavailable, "translate", fmt.Sprintf("%s could not be read to its end.", name))
	case len(raw) > assessments.MaxField:
		return "", assessments.Errorf(assessments.Invalid, "translate", "%s holds more than %d KiB, which is no letter or report. Nothing was kept.", name, assessments.MaxField>>10)
	case !utf8.ValidString(text):
		return "", assessments.Errorf(assessments.Invalid, "translate", "%s is not UTF-8 text. Save it as UTF-8 and try again; nothing was kept.", name)
	case strings.TrimSpace(text) == "":
		return "", assessments.Errorf(assessments.Invalid, "translate", "%s holds no text. Nothing was kept.", name)
	}
	return norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n")), nil
}

// signedReport finds a signed version with the evidence of its child.
func signedReport(ctx context.Context, e *env, s *store.Store, id assessments.ID) (reports.Version, reports.Evidence, error) {
	var none reports.Version
	r, err := s.Record(ctx, id)
	if err != nil {
		return none, reports.Evidence{}, err
	}
	if r.Kind != assessments.KindReport {
		return none, reports.Evidence{}, usagef("--report must name a report; that record is a %s", r.Kind)
	}
	ev, err := evidence(ctx, e, s, r.Scope.ID)
	if err != nil {
		return none, ev, err
	}
	for _, v := range reports.ChainOf(ev.Records, id) {
		switch {
		case v.Record.ID != id:
		case v.Struck != nil:
			return none, ev, assessments.Errorf(assessments.Invalid, "translate", "This version was entered in error. Translate the one that took its place.")
		case !v.Signed() || v.V.TreeHash == "":
			return none, ev, assessments.Errorf(assessments.Invalid, "translate", "Only a signed version is translated: what is not signed may still change. Sign it first.")
		default:
			return v, ev, nil
		}
	}
	return none, ev, assessments.Errorf(assessments.NotFound, "translate", "That report is not in this store.")
}

// reportTranslation writes a translation that is in the store to a file.
func reportTranslation(ctx context.Context, e *env) error {
	out, id := e.flag("out"), assessments.ID(e.flag("translation"))
	ext := strings.ToLower(filepath.Ext(out))
	if out == "" || !oneOf(ext, formats) || ext == ".xlsx" || ext == ".tsv" {
		return usagef("--translation needs --out with a file for reading, such as a .html")
	}
	return e.with(ctx, func(s *store.Store) error {
		r, err := s.Record(ctx, id)
		if err != nil {
			return err
		}
		if r.Kind != assessments.KindTranslation {
			return usagef("--translation must name a translation; that record is a %s", r.Kind)
		}
		ev, err := evidence(ctx, e, s, r.Scope.ID)
		if err != nil {
			return err
		}
		doc, err := reports.Translate(ev, id, assessments.NewDate(e.now().In(london())))
		if err != nil {
			return err
		}
		for _, x := range reports.Translations(ev.Records, assessments.ID(r.Fields.Text("of"))) {
			if x.ID == id && x.Stale {
				fmt.Fprintln(e.err, x.Words)
			}
		}
		data, err := render(ctx, e, doc, out)
		if err != nil {
			return err
		}
		if err := writeFile(out, data); err != nil {
			return err
		}
		e.leftOut(doc.Withheld)
		return e.print(map[string]any{"file": out}, func(w io.Writer) { fmt.Fprintln(w, out) })
	})
}
