package reports

import (
	"fmt"
	"slices"
	"sort"

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
	Other      bool   // it was made from another report of the same kind than the one that is being written
	Words      string // for the author: "Somali, by …, of version 1: version 2 has since been signed."
}

// Translations lists the translations of a report in all its versions: those that may be sent first, then the newest. report is
// the record of any version. What was entered in error is not there, nor a translation of it.
func Translations(records []assessments.Record, report assessments.ID) []Translated {
	return translationsOf(records, frozen(ChainOf(records, report)), 0)
}

// translationsFor lists the translations of what is being written: of the signed versions of a report of the same kind for the
// same reader about the same thing, known on its day. Only a version as at the same day is taken for what is being written: a
// second report of a kind has a version 1 of its own, and the reader has not had its words.
func translationsFor(records []assessments.Record, req Request) []Translated {
	var out []Translated
	for _, c := range Chains(records) {
		versions := slices.DeleteFunc(frozen(c), func(x Version) bool {
			return x.V.ReportKind != string(req.Kind) || x.V.Recipient != req.Recipient.Role || x.V.About != req.About ||
				x.V.Person != "" && req.Recipient.Person != "" && x.V.Person != req.Recipient.Person
		})
		for _, t := range translationsOf(records, versions, req.Version) {
			if t.On > req.sharedOn() {
				continue
			}
			i := slices.IndexFunc(versions, func(x Version) bool { return x.Record.ID == t.Of })
			if of := versions[i].V; of.AsAt != req.AsAt && (req.Version <= 1 || !t.Stale) {
				t.Stale, t.Other = true, true
				t.Words = fmt.Sprintf("%s, by %s, of the report as at %s: another is being written.", t.Language, open(t.Translator), of.AsAt.Words())
			}
			out = append(out, t)
		}
	}
	return currentFirst(out)
}

// frozen are the versions of a chain that a translation can be made from.
func frozen(c Chain) []Version {
	return slices.DeleteFunc(slices.Clone(c), func(v Version) bool { return !v.Signed() || v.Struck != nil || v.V.TreeHash == "" })
}

// standingTranslations are the translations that were not entered in error.
func standingTranslations(records []assessments.Record) []entry[*assessments.Translation] {
	struck := map[assessments.ID]bool{}
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	var out []entry[*assessments.Translation]
	for _, r := range records {
		if v, ok := r.ReadOf(assessments.KindTranslation).(*assessments.Translation); ok && !struck[r.ID] {
			out = append(out, entry[*assessments.Translation]{r.ID, v})
		}
	}
	return out
}

// translationsOf finds the translations made from any of some versions of one report. next is the version that is being written,
// 0 for none: what was made from an earlier one is stale for it.
func translationsOf(records []assessments.Record, versions []Version, next int) []Translated {
	newest := next
	for _, x := range versions {
		newest = max(newest, max(x.V.Version, 1))
	}
	var out []Translated
	for _, r := range standingTranslations(records) {
		t := r.v
		i := slices.IndexFunc(versions, func(x Version) bool { return x.Record.ID == t.Of })
		if i < 0 {
			continue
		}
		of := versions[i].V
		x := Translated{ID: r.id, Of: t.Of, Version: max(of.Version, 1), Lang: t.Lang, Language: languageWords(t), Translator: t.Translator, On: t.On}
		x.Words = fmt.Sprintf("%s, by %s, of version %d", x.Language, open(x.Translator), x.Version)
		switch {
		case t.TreeHash != of.TreeHash:
			x.Stale = true
			x.Words += ": it was made from words that are not the ones that were signed. Ask the translator to look at the signed version."
		case x.Version < newest && next == newest && !slices.ContainsFunc(versions, func(s Version) bool { return max(s.V.Version, 1) == newest }):
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
	return currentFirst(out)
}

// currentFirst sorts a current translation first, then the newest: a stale one must never hide one that may be sent.
func currentFirst(out []Translated) []Translated {
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
