package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/docx"
	"github.com/fieldfare/fieldfare/reports/html"
	"github.com/fieldfare/fieldfare/reports/pdf"
	"github.com/fieldfare/fieldfare/reports/picture"
	"golang.org/x/sync/errgroup"
)

// A rival turns the same content into a PDF: from our own HTML or Word file, with its own options for a tagged PDF.
type rival struct {
	name, apt string
	rounds    int
	command   func(dir string) []string
	made      string // the file it leaves
}

var rivals = []rival{
	{"Chromium", "chromium", 5, func(dir string) []string {
		return []string{"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
			"--user-data-dir=" + dir + "/chromium", "--print-to-pdf=" + dir + "/chromium.pdf", "file://" + dir + "/paper.html"}
	}, "chromium.pdf"},
	{"WeasyPrint", "weasyprint", 5, func(dir string) []string {
		return []string{"weasyprint", "--pdf-variant", "pdf/ua-1", dir + "/paper.html", dir + "/weasyprint.pdf"}
	}, "weasyprint.pdf"},
	{"LibreOffice", "libreoffice-writer-nogui", 5, func(dir string) []string {
		return []string{"soffice", "--headless", "-env:UserInstallation=file://" + dir + "/libreoffice", "--convert-to",
			`pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"}}`, "--outdir", dir, dir + "/paper.docx"}
	}, "paper.pdf"},
}

// papers measures one report made by us and by others, in turn, each as a process from its start to its end.
func (b *bench) papers(ctx context.Context) error {
	dir := filepath.Join(b.dir, "papers")
	if err := makePaper(ctx, dir); err != nil {
		return err
	}
	// Ours is a program of its own: the bench carries its peers' clients, and starting those is no part of making a report.
	ours := filepath.Join(dir, "ours")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", ours, "./paper").CombinedOutput(); err != nil {
		return fmt.Errorf("build ./paper: %w\n%s", err, out)
	}
	took := map[string][]float64{}
	pages := 0
	for round := range b.times(5) {
		for _, r := range rivals {
			if round >= r.rounds {
				continue
			}
			start := time.Now()
			args := r.command(dir)
			if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
				if errors.Is(err, exec.ErrNotFound) {
					return fmt.Errorf("%s is missing: apt-get install %s", args[0], r.apt)
				}
				return fmt.Errorf("%s: %w\n%s", r.name, err, out)
			}
			took[r.name] = append(took[r.name], since(start))
		}
		start := time.Now()
		out, err := exec.CommandContext(ctx, ours, dir+"/paper.json", dir+"/ours.pdf").Output()
		if err != nil {
			return fmt.Errorf("our report: %w\n%s", err, out)
		}
		took["ours"] = append(took["ours"], since(start))
		if pages, err = strconv.Atoi(strings.TrimSpace(string(out))); err != nil {
			return fmt.Errorf("our report: %w", err)
		}
	}
	files := []string{filepath.Join(dir, "ours.pdf")}
	for _, r := range rivals {
		files = append(files, filepath.Join(dir, r.made))
	}
	valid, err := accessible(ctx, files)
	if err != nil {
		return err
	}
	verdict := map[bool]string{true: "valid PDF/UA-1", false: "not valid PDF/UA-1"}
	own := quantile(took["ours"], .5)
	b.add(figure{what: fmt.Sprintf("EHC advice of %d pages, process start to PDF", pages), value: own, unit: "ms", beside: verdict[valid["ours.pdf"]] + " in veraPDF"})
	for _, r := range rivals {
		theirs := quantile(took[r.name], .5)
		b.add(figure{what: "the same by " + r.name + ", against ours", value: theirs / own, unit: "x", least: 25,
			beside:  fmt.Sprintf("%.0f ms; %s in veraPDF", theirs, verdict[valid[r.made]]),
			profile: "paper", kind: "cpu", job: []string{"paper", dir, "20"}, why: "Reading the fonts is most of a short process."})
	}
	photos, err := run(ctx, "photos", dir, b.times(20))
	if err != nil {
		return err
	}
	b.add(figure{what: fmt.Sprintf("%.0f pages with 6 photos", photos["pages"]), value: photos["ms"], unit: "ms", budget: 600,
		beside:  fmt.Sprintf("of which decoding, turning, shrinking and re-encoding the photos %.0f ms; %.0f KB", photos["prepare"], photos["KB"]),
		profile: "photos", kind: "cpu", job: []string{"photos", dir, fmt.Sprint(b.times(20))}, why: "JPEG is decoded and encoded by the standard library, a picture a core."})
	growth, err := run(ctx, "growth", dir, b.times(10))
	if err != nil {
		return err
	}
	b.add(figure{what: fmt.Sprintf("time a page at %.0f pages, against %.0f pages", growth["most"], growth["few"]), value: growth["ratio"], unit: "x", budget: 1.3,
		beside:  fmt.Sprintf("%.2f and %.2f ms a page", growth["ms most"], growth["ms few"]),
		profile: "growth", kind: "cpu", job: []string{"growth", dir, "5"}, why: "Something grows faster than the pages."})
	return nil
}

// makePaper writes the same report as a tree, a web page and a Word file.
func makePaper(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	bundles, err := practice.Bundles(assets.Demo, 1, 1)
	if err != nil {
		return err
	}
	a := advices[0]
	doc, err := reports.Draft(reports.Gather(a.child, bundles[0].Records), reports.Request{Kind: reports.EHCAdvice,
		Recipient: reports.Recipient{Role: assessments.RoleLocalAuthority}, AsAt: a.asAt, Author: a.author, Version: 1})
	if err != nil {
		return err
	}
	tree, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	page, err := html.Render(ctx, doc)
	if err != nil {
		return err
	}
	word, err := docx.Render(ctx, doc)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"paper.json": tree, "paper.html": page, "paper.docx": word, "photo.jpg": photo()} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// photo is a picture as a tablet keeps it: 2048 by 1536, with as much detail as a classroom has.
func photo() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 2048, 1536))
	for y := range 1536 {
		for x := range 2048 {
			n := uint8((x*x/97 + y*y/89 + x*y/61) % 64)
			img.SetRGBA(x, y, color.RGBA{uint8(x/9) + n, uint8(y/7) + n, 128 + n, 255})
		}
	}
	var out bytes.Buffer
	_ = jpeg.Encode(&out, img, &jpeg.Options{Quality: 85}) // into memory: never fails for a picture of this size
	return out.Bytes()
}

// accessible asks veraPDF which files are valid PDF/UA-1.
func accessible(ctx context.Context, files []string) (map[string]bool, error) {
	args := append([]string{"-cp", "../.cache/checkers/verapdf/*", "org.verapdf.apps.GreenfieldCliWrapper", "-f", "ua1", "--format", "text"}, files...)
	out, err := exec.CommandContext(ctx, "java", args...).Output()
	var refused *exec.ExitError // it says so when a file is not valid
	if err != nil && !errors.As(err, &refused) {
		return nil, fmt.Errorf("veraPDF: %w (build/checkers.sh installs it)", err)
	}
	valid := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if verdict, rest, ok := strings.Cut(line, " "); ok && (verdict == "PASS" || verdict == "FAIL") {
			file, _, _ := strings.Cut(rest, ".pdf ")
			valid[filepath.Base(file)+".pdf"] = verdict == "PASS"
		}
	}
	if len(valid) != len(files) {
		return nil, fmt.Errorf("veraPDF looked at %d of %d files:\n%s", len(valid), len(files), out)
	}
	return valid, nil
}

// readPaper reads the tree that every maker was given.
func readPaper(dir string) (reports.Document, error) {
	var doc reports.Document
	data, err := os.ReadFile(filepath.Join(dir, "paper.json"))
	if err != nil {
		return doc, err
	}
	return doc, json.Unmarshal(data, &doc)
}

// paperJob makes the PDF of a tree n times, for a profile, as fieldfarectl does.
func paperJob(ctx context.Context, dir string, n int) (values, error) {
	asCommand()
	doc, err := readPaper(dir)
	if err != nil {
		return nil, err
	}
	var res pdf.Result
	for range n {
		if res, err = pdf.Render(ctx, doc); err != nil {
			return nil, err
		}
	}
	return values{"pages": float64(res.Pages)}, os.WriteFile(filepath.Join(dir, "ours.pdf"), res.Bytes, 0o600)
}

// photosJob makes the same report with six photos, each made fit for a page anew.
func photosJob(ctx context.Context, dir string, n int) (values, error) {
	doc, err := readPaper(dir)
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(dir, "photo.jpg"))
	if err != nil {
		return nil, err
	}
	var all, prepared []float64
	var res pdf.Result
	for range n {
		d := doc
		d.Blocks = append([]reports.Block(nil), doc.Blocks...)
		start := time.Now()
		var ready [6]picture.Picture
		cores, working := errgroup.WithContext(ctx) // as drafting does
		cores.SetLimit(runtime.GOMAXPROCS(0))
		for i := range ready {
			cores.Go(func() (err error) {
				ready[i], err = picture.Prepare(working, data, 152)
				return err
			})
		}
		if err := cores.Wait(); err != nil {
			return nil, err
		}
		for i, p := range ready {
			at := (i + 1) * len(d.Blocks) / 8
			d.Blocks = append(d.Blocks[:at:at], append([]reports.Block{&reports.Figure{Caption: "A desk", Alt: "A desk with a slope on it",
				Picture: reports.Picture{JPEG: p.JPEG, Wide: p.Wide, High: p.High}}}, d.Blocks[at:]...)...)
		}
		prepared = append(prepared, since(start))
		if res, err = pdf.Render(ctx, d); err != nil {
			return nil, err
		}
		all = append(all, since(start))
	}
	return values{"ms": quantile(all, .5), "prepare": quantile(prepared, .5), "pages": float64(res.Pages), "KB": float64(len(res.Bytes)) / 1024}, nil
}

// growthJob makes reports of many pages from the same blocks over and over.
func growthJob(ctx context.Context, dir string, n int) (values, error) {
	doc, err := readPaper(dir)
	if err != nil {
		return nil, err
	}
	at := func(times int) (perPage, pages float64, err error) {
		d := doc
		d.Blocks = nil
		for range times {
			d.Blocks = append(d.Blocks, doc.Blocks...)
		}
		var all []float64
		for range n {
			start := time.Now()
			res, err := pdf.Render(ctx, d)
			if err != nil {
				return 0, 0, err
			}
			all, pages = append(all, since(start)), float64(res.Pages)
		}
		return quantile(all, .5) / pages, pages, nil
	}
	few, fewPages, err := at(2)
	if err != nil {
		return nil, err
	}
	most, mostPages, err := at(17)
	if err != nil {
		return nil, err
	}
	return values{"few": fewPages, "most": mostPages, "ms few": few, "ms most": most, "ratio": most / few}, nil
}
