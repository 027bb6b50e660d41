// Command paper makes the PDF of a report's tree and nothing else, as a process beside a browser that prints the same report.
//
//	paper TREE.json OUT.pdf
//
// It prints the number of pages.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: paper TREE.json OUT.pdf")
		os.Exit(2)
	}
	if err := paper(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func paper(tree, out string) error {
	debug.SetGCPercent(400) // as fieldfarectl: a short command collects rarely
	data, err := os.ReadFile(tree)
	if err != nil {
		return err
	}
	var doc reports.Document
	if err := json.Unmarshal(data, &doc); err != nil {
		return err
	}
	res, err := pdf.Render(context.Background(), doc)
	if err != nil {
		return err
	}
	fmt.Println(res.Pages)
	return os.WriteFile(out, res.Bytes, 0o600)
}
