package about_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/about"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assets"
)

// systems are what the app is built for; each brings modules of its own.
var systems = []string{"linux", "windows", "android"}

// collect makes the file of licences from the modules that the app is built of, and from our fonts and word lists.
func collect(t *testing.T) string {
	t.Helper()
	dirs := map[string]string{}
	for _, system := range systems {
		list := exec.Command("go", "list", "-deps", "-tags", "x11 sqlite_fts5", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "../../cmd/fieldfare")
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
		out, err := list.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				dirs[name] = dir
			}
		}
	}
	texts := map[string]string{}
	for name, dir := range dirs {
		texts[name] = licenceIn(t, name, dir)
	}
	ours, err := filepath.Glob("../../assets/*/*-[NO][OF][TL]*.txt")
	if err != nil || len(ours) < 2 {
		t.Fatalf("licences of our own assets: %q, %v", ours, err)
	}
	for _, path := range ours {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, _, _ := strings.Cut(filepath.Base(path), "-")
		texts[name+" "] = string(raw)
	}
	var b strings.Builder
	names := make([]string, 0, len(texts))
	for name := range texts {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool { return strings.ToLower(names[i]) < strings.ToLower(names[j]) })
	for _, name := range names {
		text := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(texts[name], "\r", ""), "\t", "    "))
		fmt.Fprintf(&b, "=== %s\n%s\n\n", strings.TrimSpace(name), text)
	}
	return b.String()
}

// licenceIn is the licence file of a module.
func licenceIn(t *testing.T, name, dir string) string {
	t.Helper()
	for ; strings.Contains(dir, "@"); dir = filepath.Dir(dir) { // a module below another may have its licence above
		for _, file := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING", "LICENSE-MIT", "COPYING.txt"} {
			if raw, err := os.ReadFile(filepath.Join(dir, file)); err == nil {
				return string(raw)
			}
		}
	}
	t.Errorf("%s has no file of its licence", name)
	return ""
}

func TestLicences_EveryModuleAndFontIsThereInFull(t *testing.T) {
	want := collect(t)
	if os.Getenv("FIELDFARE_LICENCES") == "write" {
		if err := os.WriteFile("../../assets/licences.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != assets.Licences {
		t.Error("assets/licences.txt is not what the app is built of. Write it anew: FIELDFARE_LICENCES=write go test -tags 'x11 sqlite_fts5' ./app/about")
	}
	for _, p := range about.Parts(want) {
		if p.Licence == "Its own" || len(p.Text) < 200 {
			t.Errorf("%s: what sort of licence is this?\n%.300s", p.Name, p.Text)
		}
		if strings.Contains(p.Text, "GENERAL PUBLIC LICENSE") && !strings.Contains(p.Licence, "Mozilla") {
			t.Errorf("%s asks for more than an app under the MIT licence gives", p.Name)
		}
	}
}

func TestScreen_ShowsALicenceInFull(t *testing.T) {
	d := sessiontest.New(t, 0, time.Date(2026, 11, 24, 9, 12, 0, 0, session.London))
	for _, size := range [][2]float32{{1184, 712}, {390, 700}} {
		b := kittest.Open(t, size[0], size[1])
		b.Show(about.NewScreen(d.Session, "0.1.0").Content())
		b.Picture(fmt.Sprintf("about-%.0f", size[0]))
		b.Sound()
		b.Shows("Fieldfare 0.1.0", "MIT licence")
		b.Tap("fyne.io/fyne/v2")
		b.Shows("BSD 3-Clause License", "Redistributions of source code")
		b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
		b.Sound()
	}
}
