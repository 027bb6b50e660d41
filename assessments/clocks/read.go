package clocks

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/pelletier/go-toml/v2"
)

// File is the law of England in the file system it is read from.
const File = "clocks/england.toml"

// maxFile is the most bytes a file of the law may have.
const maxFile = 1 << 20

// The file as it is written. Values that need a sentence of their own when they are wrong are read as text or date first.
type (
	lawFile struct {
		Version []lawVersion `toml:"version"`
	}
	lawVersion struct {
		From   toml.LocalDate `toml:"from"`
		Title  string         `toml:"title"`
		Source string         `toml:"source"`
		Gone   []string       `toml:"gone"`
		Rule   []lawRule      `toml:"rule"`
	}
	lawRule struct {
		Name           string         `toml:"name"`
		Title          string         `toml:"title"`
		Starts         string         `toml:"starts"`
		Stops          string         `toml:"stops"`
		Who            string         `toml:"who"`
		Within         string         `toml:"within"`
		Before         string         `toml:"before"`
		Set            bool           `toml:"set"`
		CountsFirstDay bool           `toml:"counts_first_day"`
		Force          string         `toml:"force"`
		Hold           bool           `toml:"hold"`
		From           toml.LocalDate `toml:"from"`
		Source         string         `toml:"source"`
	}
)

// Read reads the law of England from fsys, such as assets.Clocks.
func Read(fsys fs.FS) (Laws, error) {
	data, err := fs.ReadFile(fsys, File)
	if err != nil {
		return Laws{}, assessments.Wrap(err, assessments.Unavailable, "clocks.read", "The file with the law's time limits could not be read.")
	}
	return Parse(path.Base(File), data)
}

// Legal returns the law in force in England on a day.
func Legal(fsys fs.FS, on assessments.Date) (Law, error) {
	laws, err := Read(fsys)
	if err != nil {
		return Law{}, err
	}
	return laws.Law(on)
}

// Parse reads a file of the law; file is what it is called in messages. It is all or nothing: the error lists every problem with
// its line, and the *assessments.FileProblems can be had with errors.As.
func Parse(file string, data []byte) (Laws, error) {
	const op = "clocks.parse"
	if len(data) > maxFile {
		return Laws{}, assessments.Errorf(assessments.TooLarge, op, "%s is larger than a file of the law can be (1 MiB).", file)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	c := &checker{problems: assessments.FileProblems{File: file}, lines: linesOf(data)}
	var raw lawFile
	if !utf8.Valid(data) {
		c.add(1, "", "The file holds bytes that are not UTF-8 text. Save it as UTF-8.")
	} else if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&raw); err != nil {
		c.decoder(err)
	}
	var laws Laws
	if len(c.problems.List) == 0 {
		laws = c.laws(raw)
	}
	if len(c.problems.List) > 0 {
		slices.SortStableFunc(c.problems.List, func(a, b assessments.FileProblem) int { return a.Line - b.Line })
		return Laws{}, &assessments.Error{Kind: assessments.Invalid, Op: op, Msg: c.problems.Error(), Err: &c.problems}
	}
	return laws, nil
}

// decoder turns what the TOML reader found into sentences.
func (c *checker) decoder(err error) {
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		for _, e := range strict.Errors {
			line, _ := e.Position()
			c.add(line, strings.Join(e.Key(), "."), "There is no such key in a file of the law. Mend its spelling or remove the line.")
		}
	case errors.As(err, &bad):
		line, _ := bad.Position()
		c.add(line, strings.Join(bad.Key(), "."), "This cannot be read: a text stands in quotation marks, a day is written 2014-09-01 without them, and set, hold and counts_first_day are true or false.")
	default:
		c.add(1, "", "The file cannot be read as TOML.")
	}
}

// laws checks every version and rule, and turns them into values.
func (c *checker) laws(raw lawFile) Laws {
	var laws Laws
	if len(raw.Version) == 0 {
		c.add(1, "version", "The file holds no [[version]] of the law.")
	}
	for i, v := range raw.Version {
		at := func(key string) int { return c.lines.of(i, -1, key) }
		law := Law{From: day(v.From), Title: v.Title, Source: v.Source, gone: v.Gone}
		for key, s := range map[string]string{"from": string(law.From), "title": v.Title, "source": v.Source} {
			c.need(at(key), key, s)
		}
		if n := len(laws.Versions); n > 0 && law.From <= laws.Versions[n-1].From {
			c.add(at("from"), "from", "A version stands below the one it follows, with a later day.")
		}
		for k, r := range v.Rule {
			law.Rules = append(law.Rules, c.rule(r, func(key string) int { return c.lines.of(i, k, key) }))
		}
		c.names(law, at)
		laws.Versions = append(laws.Versions, law)
	}
	return laws
}

// names checks that a version speaks of every time limit once: it has it, or says that it is gone.
func (c *checker) names(law Law, at func(string) int) {
	seen := map[string]bool{}
	for _, g := range law.gone {
		seen[g] = true
	}
	for _, r := range law.Rules {
		if seen[r.Name] {
			c.add(at(""), "rule", fmt.Sprintf("The rule %q stands here twice, or is named in gone as well.", r.Name))
		}
		seen[r.Name] = true
	}
	for _, name := range names {
		if !seen[name] {
			c.add(at(""), "rule", fmt.Sprintf("The rule %q is missing from the version of %s. Write it out, or name it in gone when the law no longer has it.", name, law.From.Words()))
		}
	}
}
