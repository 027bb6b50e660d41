package reports

import "fmt"

// Lint returns what would make d hard to read for somebody who cannot see the page, in a sentence each: a missing
// title or language, heading levels that are skipped, tables and rows without heads. A PDF checker sees none of these.
func Lint(d Document) []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if d.Title == "" {
		say("The report has no title.")
	}
	if d.Lang == "" {
		say("The report does not say which language it is in.")
	}
	level := 1 // the title is the H1
	head := func(next int, name string) {
		if name == "" {
			say("A heading is empty.")
		}
		if next < 2 || next > level+1 || next > 3 {
			say("The heading “%s” is level %d after level %d.", name, next, level)
		}
		// A level that goes up again after a card is fine; only a step down that skips one loses the listener.
		level = next
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Section:
			head(2, b.Title)
		case *Volume:
			level = 1
			if b.Title == "" {
				say("A part has no heading.")
			}
		case *Heading:
			head(b.Level, b.Text)
		case *Card:
			head(3, b.Title.Words())
			lintValues(say, b.Tab, b.Values)
		case *Action:
			head(3, b.Title)
			lintValues(say, fmt.Sprintf("action %d", b.Number), b.Values)
		case *KeyValues:
			lintValues(say, "the facts", b.Rows)
		case *Table:
			lintTable(say, b)
		case *Beside:
			lintValues(say, "two columns", []KeyValue{b.Left, b.Right})
		case *Figure:
			lintAlt(say, "picture", b.Caption, b.Alt)
		case *Drawing:
			lintAlt(say, "drawing", b.Caption, b.Alt)
		case *Chart:
			lintAlt(say, "chart", b.Caption, b.Alt)
		}
	}
	return found
}

// lintTable looks at what a screen reader says before each cell: the column's head and the row's.
func lintTable(say func(string, ...any), t *Table) {
	if len(t.Columns) == 0 {
		say("The table “%s” has no columns.", t.Caption)
		return
	}
	for i, c := range t.Columns {
		if c.Title == "" {
			say("Column %d of the table “%s” has no heading.", i+1, t.Caption)
		}
	}
	if n := len(t.Columns); n > 5 {
		say("The table “%s” has %d columns; more than 5 are hard to read: use cards.", t.Caption, n)
	}
	for i, r := range t.Rows {
		if len(r) == 0 || r[0].Text.Words() == "" {
			say("Row %d of the table “%s” has no heading in its first cell.", i+1, t.Caption)
		}
		if len(r) != len(t.Columns) {
			say("Row %d of the table “%s” has %d cells under %d headings.", i+1, t.Caption, len(r), len(t.Columns))
		}
	}
}

// lintValues looks for labels without values and values without labels: an empty cell where an answer was due reads as
// "nothing to say", which is not the same as "nobody knows".
func lintValues(say func(string, ...any), in string, kvs []KeyValue) {
	for _, kv := range kvs {
		if kv.Key == "" {
			say("A value in %s has no label.", in)
		}
		empty := true
		for _, l := range kv.Lines {
			empty = empty && l.Words() == ""
		}
		if empty {
			say("“%s” in %s is empty: leave the line out, or say what is not known.", kv.Key, in)
		}
	}
}

// lintAlt looks for pictures that say nothing to a reader who does not see them.
func lintAlt(say func(string, ...any), what, caption, alt string) {
	if alt == "" {
		say("The %s “%s” has no words for a reader who does not see it.", what, caption)
	}
}
