package arch

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// SyncFolder checks that no Go file stands directly in sync/: the name sync belongs to the standard library.
func SyncFolder(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.Files {
		if f.Dir == "sync" {
			out = append(out, Breach{f.Path, "sync/ is a folder, not a package: put the file in a package below it"})
		}
	}
	return out
}

var requirement = regexp.MustCompile(`^\s*(?:require\s+)?([a-zA-Z0-9.\-]+\.[a-z]+/\S+)\s+v\S+\s*(// indirect)?`)

// Dependencies checks that every module we depend on directly has a line in docs/dependencies.md. Direct is what a
// file of ours imports, and what go.mod does not mark as indirect.
func Dependencies(t *Tree) []Breach {
	mod, err := fs.ReadFile(t.FS, "go.mod")
	if err != nil {
		return []Breach{{"go.mod", err.Error()}}
	}
	doc, err := fs.ReadFile(t.FS, "docs/dependencies.md")
	if err != nil {
		return []Breach{{"docs/dependencies.md", err.Error()}}
	}
	var out []Breach
	for line := range strings.Lines(string(mod)) {
		m := requirement.FindStringSubmatch(line)
		if m == nil || (m[2] != "" && !t.imported(m[1])) {
			continue
		}
		if !strings.Contains(string(doc), "`"+m[1]+"`") {
			out = append(out, Breach{"docs/dependencies.md", "has no line for `" + m[1] + "`: say what it is for and what would replace it"})
		}
	}
	return out
}

func (t *Tree) imported(module string) bool {
	return slices.ContainsFunc(t.Files, func(f *File) bool {
		return slices.ContainsFunc(f.Imports, func(im Import) bool { return within(im.Path, module) })
	})
}

var changeLine = regexp.MustCompile(`^(Enhancement|Bugfix|Change|Security): \S`)

// Papers checks the files people read besides Go: every .sql file opens with a comment, every decision record has its
// three headings, every changelog entry says its sort, and no program that a build left behind stands among them.
func Papers(t *Tree) ([]Breach, error) {
	var out []Breach
	err := fs.WalkDir(t.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return t.enter(name)
		}
		check := paperCheck(name)
		if check == nil {
			return nil
		}
		text, err := fs.ReadFile(t.FS, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if why := check(string(text)); why != "" {
			out = append(out, Breach{name, why})
		}
		return nil
	})
	return out, err
}

func paperCheck(name string) func(string) string {
	switch {
	case strings.HasSuffix(name, ".sql"):
		return sqlComment
	case path.Dir(name) == "docs/adr" && strings.HasSuffix(name, ".md"):
		return decision
	case path.Dir(name) == "changelog/unreleased" && strings.HasSuffix(name, ".md"):
		return func(text string) string {
			if !changeLine.MatchString(text) {
				return "a changelog entry opens with Enhancement:, Bugfix:, Change: or Security:"
			}
			return ""
		}
	case path.Ext(name) == "" || path.Ext(name) == ".exe":
		return built
	}
	return nil
}

// built looks at the first bytes: those of an ELF, a Windows or a macOS program.
func built(text string) string {
	for _, magic := range []string{"\x7fELF", "MZ", "\xcf\xfa\xed\xfe"} {
		if strings.HasPrefix(text, magic) {
			return "is a built program: build into bin/, which is not kept"
		}
	}
	return ""
}

func sqlComment(text string) string {
	if !strings.HasPrefix(strings.TrimSpace(text), "--") {
		return "opens with no comment: say what the tables hold and why"
	}
	return ""
}

func decision(text string) string {
	for _, h := range []string{"\n## Context", "\n## Decision", "\n## Consequence"} {
		if !strings.Contains(text, h) {
			return "a decision record has the heading" + strings.TrimPrefix(h, "\n##")
		}
	}
	return ""
}
