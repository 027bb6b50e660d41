package expect

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// Notebook reads the table of a notebook of the practice caseload, "isla" or "yusuf", and the records it speaks of.
func Notebook(t testing.TB, name string) (Table, []assessments.Record) {
	t.Helper()
	table := tableOf(t, name)
	f, err := assets.Demo.Open("demo/" + table.Bundle)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := assessments.ParseBundle(f, table.Bundle)
	if err != nil {
		t.Fatal(err)
	}
	return table, b.Records
}

// tableOf reads the table of a notebook.
func tableOf(t testing.TB, name string) Table {
	t.Helper()
	data, err := assets.Demo.ReadFile("demo/" + name + ".expect.toml")
	if err != nil {
		t.Fatal(err)
	}
	table, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return table
}
