package lead

import (
	"encoding/csv"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// perTrail is how many lines of the trail one page shows.
const perTrail = 50

type trailRow struct {
	ledger.Linked
	Who string
}

type trailPage struct {
	Rows     []trailRow
	Count    int64
	Head     string
	Problems []ledger.Problem
	Older    string
	Newer    string
}

// Trail shows who did what, the newest first, and whether the chain holds.
func (d *Desk) Trail(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	rows, problems, err := d.ledger.Trail(ctx, s.Tenant, 0)
	if err != nil {
		return err
	}
	people, err := d.ledger.People(ctx, s.Tenant)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	p := trailPage{Problems: problems, Count: int64(len(rows))}
	if n := len(rows); n > 0 {
		p.Head = hex.EncodeToString(rows[n-1].Chain)
	}
	slices.Reverse(rows)
	from, _ := strconv.Atoi(r.URL.Query().Get("from"))
	from = min(max(from, 0), len(rows))
	if from > 0 {
		p.Newer = Home + "trail?from=" + strconv.Itoa(max(from-perTrail, 0))
	}
	if from+perTrail < len(rows) {
		p.Older = Home + "trail?from=" + strconv.Itoa(from+perTrail)
	}
	for _, a := range rows[from:min(from+perTrail, len(rows))] {
		who := names[a.Actor]
		if who == "" {
			who = a.Actor
		}
		if name := names[a.About]; name != "" {
			a.About = name
		}
		p.Rows = append(p.Rows, trailRow{a, who})
	}
	return d.show(w, r, s, "trail", "trail", web.Page{Title: "History", Data: p})
}

// TrailCSV is the whole trail with its links. It names people and children by id, so that it can go to whoever asks.
func (d *Desk) TrailCSV(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	rows, problems, err := d.ledger.Trail(as(r, s), s.Tenant, 0)
	if err == nil {
		err = d.ledger.Note(as(r, s), s.Tenant, "exported the audit trail", s.Tenant)
	}
	if err != nil {
		return err
	}
	table := [][]string{{"number", "at", "actor", "what", "about", "id", "sha256_of_this_and_all_before"}}
	for _, a := range rows {
		table = append(table, []string{strconv.FormatInt(a.N, 10), a.At, a.Actor, a.What, a.About, a.ID, hex.EncodeToString(a.Chain)})
	}
	for _, p := range problems {
		table = append(table, []string{"", "", "", "PROBLEM: " + p.Text, p.Where, "", ""})
	}
	return sendCSV(w, "history.csv", table)
}

// sendCSV sends a table as a file. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
func sendCSV(w http.ResponseWriter, name string, table [][]string) error {
	web.Headers(w)
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	out := csv.NewWriter(w)
	for _, row := range table {
		safe := make([]string, len(row))
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				cell = "'" + cell
			}
			safe[i] = cell
		}
		if err := out.Write(safe); err != nil {
			return nil // whoever went away asks again
		}
	}
	out.Flush()
	return nil
}
