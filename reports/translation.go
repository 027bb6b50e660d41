package reports

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Translated is one translation of a report: what it was made from, and whether that is still the newest signed version.
type Translated struct {
	ID         assessments.ID
	Of         assessments.ID // the version it was made from
	Version    int
	Lang       string // BCP 47
	Language   string // in English words: "Somali"
	Translator string
	On         assessments.Date
	Stale      bool
	Words      string // for the author: "Somali, by …, of version 1: version 2 has since been signed."
}

// A madeFrom is one signed version of a report, as far as translations are concerned.
type madeFrom struct {
	id   assessments.ID
	v    *assessments.Report
	when assessments.Date
}

// Translations lists the translations of a report in all its versions, the newest first. report is the record of any of them.
// What was entered in error is not there.
func Translations(records []assessments.Record, report assessments.ID) []Translated {
	versions := signedVersions(records)
	all := map[assessments.ID]*assessments.Report{}
	for _, r := range standingRecords(records) {
		if t, _ := r.Read(); r.Kind == assessments.KindReport {
			all[r.ID] = t.(*assessments.Report)
		}
	}
	// The versions of one report hang together by what each replaces.
	first := func(id assessments.ID) assessments.ID {
		for range len(all) {
			r := all[id]
			if r == nil || r.Replaces == "" || all[r.Replaces] == nil {
				break
			}
			id = r.Replaces
		}
		return id
	}
	root := first(report)
	versions = slices.DeleteFunc(versions, func(x madeFrom) bool { return first(x.id) != root })
	return translationsOf(records, versions, 0)
}

// translationsFor lists the translations of what is being written: of the signed versions of a report of the same kind for the
// same reader about the same thing, known on its day.
func translationsFor(records []assessments.Record, req Request) []Translated {
	versions := slices.DeleteFunc(signedVersions(records), func(x madeFrom) bool {
		return x.v.ReportKind != string(req.Kind) || x.v.Recipient != req.Recipient.Role || x.v.About != req.About ||
			x.v.Person != "" && req.Recipient.Person != "" && x.v.Person != req.Recipient.Person
	})
	return slices.DeleteFunc(translationsOf(records, versions, req.Version), func(t Translated) bool { return t.On > req.sharedOn() })
}

// standingRecords leaves out what was entered in error.
func standingRecords(records []assessments.Record) []assessments.Record {
	struck := map[assessments.ID]bool{}
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(records), func(r assessments.Record) bool { return struck[r.ID] })
}

// signedVersions are the report versions that are frozen.
func signedVersions(records []assessments.Record) []madeFrom {
	var out []madeFrom
	for _, r := range standingRecords(records) {
		if r.Kind != assessments.KindReport {
			continue
		}
		t, _ := r.Read()
		if v := t.(*assessments.Report); v.TreeHash != "" && v.SignedOn.Valid() {
			out = append(out, madeFrom{r.ID, v, v.SignedOn})
		}
	}
	return out
}

// translationsOf finds the translations made from any of some versions of one report. next is the version that is being written,
// 0 for none: what was made from an earlier one is stale for it.
func translationsOf(records []assessments.Record, versions []madeFrom, next int) []Translated {
	newest := next
	for _, x := range versions {
		newest = max(newest, max(x.v.Version, 1))
	}
	var out []Translated
	for _, r := range standingRecords(records) {
		if r.Kind != assessments.KindTranslation {
			continue
		}
		v, _ := r.Read()
		t := v.(*assessments.Translation)
		i := slices.IndexFunc(versions, func(x madeFrom) bool { return x.id == t.Of })
		if i < 0 {
			continue
		}
		of := versions[i].v
		x := Translated{ID: r.ID, Of: t.Of, Version: max(of.Version, 1), Lang: t.Lang, Language: languageWords(t), Translator: t.Translator, On: t.On}
		x.Words = fmt.Sprintf("%s, by %s, of version %d", x.Language, open(x.Translator), x.Version)
		switch {
		case t.TreeHash != of.TreeHash:
			x.Stale = true
			x.Words += ": it was made from words that are not the ones that were signed. Ask the translator to look at the signed version."
		case x.Version < newest && next == newest && !slices.ContainsFunc(versions, func(s madeFrom) bool { return s.v.Version == newest }):
			x.Stale = true
			x.Words += fmt.Sprintf(": version %d is being written.", newest)
		case x.Version < newest:
			x.Stale = true
			x.Words += fmt.Sprintf(": version %d has since been signed.", newest)
		default:
			x.Words += ", received on " + x.On.Words() + "."
		}
		out = append(out, x)
	}
	// A current translation first, then the newest: a stale one must never hide one that may be sent.
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Stale != b.Stale {
			return b.Stale
		}
		return a.On > b.On || a.On == b.On && a.ID > b.ID
	})
	return out
}

// languageWords names a translation's language: in English where somebody said so, else by its tag.
func languageWords(t *assessments.Translation) string {
	if l := open(t.Language); l != "" {
		return l
	}
	return t.Lang
}

// rightToLeft are the languages that are written from the right, by the first part of their tag.
var rightToLeft = []string{"ar", "fa", "he", "iw", "ur", "ps", "sd", "ug", "yi", "ji", "dv", "ckb", "ku-arab", "pa-arab", "syr"}

// RightToLeft reports whether a language, by its BCP 47 tag, is written from right to left. Its writers set the direction of a
// document by it.
func RightToLeft(lang string) bool {
	lang = strings.ToLower(lang)
	return slices.ContainsFunc(rightToLeft, func(tag string) bool { return lang == tag || strings.HasPrefix(lang, tag+"-") })
}
