package service

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// ruleCount is how many rules there are to name.
const ruleCount = 90

// checker walks a decoded pack and collects what is wrong in it.
type checker struct {
	at    lineIndex
	found []assessments.FileProblem
	named map[int]string // rule number to the first key that names it
}

// add notes a problem at the line of the key it is about.
func (c *checker) add(path, format string, args ...any) {
	c.found = append(c.found, assessments.FileProblem{Line: c.at.of(path), Field: path, Text: fmt.Sprintf(format, args...)})
}

// check returns every problem of a pack that decoded: keys without rules, required values that are missing, words that
// are none of those allowed, sections that are neither there nor said to be unstated, and links that lead nowhere.
func check(p *Pack, at lineIndex) []assessments.FileProblem {
	c := &checker{at: at, named: map[int]string{}}
	if p.Format != 1 {
		c.add("format", "format must be 1, the only form of these files that this Fieldfare reads.")
	}
	c.walk(reflect.ValueOf(p).Elem(), "")
	c.holds(p)
	c.stated(p)
	c.links(p)
	c.own(p)
	return c.found
}

// walk goes through a table: its own values first, then the tables below it.
func (c *checker) walk(v reflect.Value, path string) {
	t := v.Type()
	for i := range t.NumField() {
		f, fv := t.Field(i), v.Field(i)
		if f.Type == reflect.TypeFor[Held]() {
			c.rules(fv.Interface().(Held).Rules, path)
			continue
		}
		if f.Anonymous { // whose keys stand among the table's own
			if f.Type == reflect.TypeFor[Words]() {
				c.walk(fv, path)
			}
			continue
		}
		if !f.IsExported() {
			continue
		}
		at := join(path, key(f))
		if fv.Kind() == reflect.Pointer {
			if fv.IsNil() {
				continue
			}
			fv = fv.Elem()
		}
		switch {
		case fv.Kind() == reflect.Struct:
			c.walk(fv, at)
			continue
		case f.Tag.Get("required") != "" && empty(fv):
			c.add(at, "%s is missing. Say it, because nothing is guessed in its place.", key(f))
		case strings.HasSuffix(at, "_rules"):
			for _, n := range fv.Interface().([]int) {
				c.name(n, at)
			}
		case fv.Kind() == reflect.Slice && fv.Type().Elem().Kind() == reflect.Struct:
			for k := range fv.Len() {
				c.walk(fv.Index(k), fmt.Sprintf("%s[%d]", at, k))
			}
		default:
			c.words(f, fv, at)
		}
	}
}

// empty reports whether a required value says nothing: blanks are no words, and no number of ours that is required may be 0.
func empty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero() || v.Kind() == reflect.String && strings.TrimSpace(v.String()) == ""
}

// rules checks that a key says where it comes from. Without that nobody could follow a sentence on the screen back to its page.
func (c *checker) rules(rules []int, path string) {
	if len(rules) == 0 {
		c.add(path, "The rule is missing: say which it comes from, such as rules = [17].")
	}
	for _, n := range rules {
		c.name(n, join(path, "rules"))
	}
}

// name remembers that a key names a rule, for the comparison with what the pack says it holds.
func (c *checker) name(n int, path string) {
	if n < 1 || n > ruleCount {
		c.add(path, "There is no rule %d; they run from 1 to %d.", n, ruleCount)
	} else if c.named[n] == "" {
		c.named[n] = path
	}
}

// words checks texts against the words that their tags allow, and against how long they may be.
func (c *checker) words(f reflect.StructField, v reflect.Value, path string) {
	var texts []string
	switch x := v.Interface().(type) {
	case string:
		texts = []string{x}
	case []string:
		texts = x
	}
	words, ok := member{key(f), f.Tag, v}.words()
	most, _ := strconv.Atoi(f.Tag.Get("most"))
	for _, x := range texts {
		if ok && !slices.Contains(words, x) {
			c.add(path, "%s must be one of %s; %q is not.", key(f), strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" }), ", "), x)
		}
		if n := len([]rune(x)); most > 0 && n > most {
			c.add(path, "%q is %d letters long; there is room for %d.", x, n, most)
		}
	}
}

// referralWords are the words that a field of a referral allows.
func referralWords(field string) []string {
	info, _ := assessments.LookupKind(assessments.KindReferral)
	for _, f := range info.Fields() {
		if f.Name == field {
			return f.Enum
		}
	}
	return nil
}

// holds checks the pack's list of rules against the keys that name them, both ways.
func (c *checker) holds(p *Pack) {
	for _, n := range p.Holds {
		if c.named[n] == "" {
			c.add("holds", "Rule %d is missing: the pack says it holds it, and no key names it.", n)
		}
	}
	for n := 1; n <= ruleCount; n++ {
		if c.named[n] != "" && !slices.Contains(p.Holds, n) {
			c.add(c.named[n], "Rule %d is named here and does not stand in holds. Add it there, or name another rule.", n)
		}
	}
}

// sections are the names of a pack's sections, with whether each is there.
func sections(p *Pack) ([]string, map[string]bool) {
	var names []string
	there := map[string]bool{}
	v := reflect.ValueOf(p).Elem()
	for i := range v.NumField() {
		name, k := key(v.Type().Field(i)), v.Field(i).Kind()
		if name == "choice" || k != reflect.Pointer && !(k == reflect.Slice && v.Field(i).Type().Elem().Kind() == reflect.Struct) {
			continue
		}
		names = append(names, name)
		there[name] = k == reflect.Pointer && !v.Field(i).IsNil() || k == reflect.Slice && v.Field(i).Len() > 0
	}
	return names, there
}

// stated checks that each section is either there or said to be unstated, so that a section that was forgotten is not
// taken for a rule that does not exist.
func (c *checker) stated(p *Pack) {
	names, there := sections(p)
	for _, n := range names {
		switch listed := slices.Contains(p.Unstated, n); {
		case !there[n] && !listed:
			c.add(n, "The pack says nothing of %s. Add it, or list %q under unstated.", n, n)
		case there[n] && listed:
			c.add("unstated", "%s is listed as unstated and is there. Keep one of the two.", n)
		}
	}
	for _, n := range p.Unstated {
		if !slices.Contains(names, n) {
			c.add("unstated", "%q is no section of a service's rules.", n)
		}
	}
}
