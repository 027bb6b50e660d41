package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestLink_ShowsInTheExportAndIsTakenBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	do(t, "practice", "--store", dir, "--children", "2")
	before := do(t, "export", "--store", dir, "--child", isla).out
	do(t, "link", "--store", dir, yusuf, isla, "--reason", "nhs-number")
	linked := do(t, "export", "--store", dir, "--child", isla).out
	if strings.Contains(before, "child_link") || !strings.Contains(linked, `"child_link"`) || !strings.Contains(linked, `"linked"`) || strings.Contains(linked, "Yusuf") != strings.Contains(before, "Yusuf") {
		t.Errorf("the export of one child says of the link:\n%s", linked)
	}
	do(t, "unlink", "--store", dir, isla, yusuf)
	if out := do(t, "export", "--store", dir, "--child", isla).out; !strings.Contains(out, `"apart"`) {
		t.Error("the export does not say that it was taken back")
	}
	refused(t, "not linked", in(t, "", "unlink", "--store", dir, isla, yusuf))
	refused(t, "one of", in(t, "", "link", "--store", dir, isla, yusuf, "--reason", "twins"))
	if r := in(t, "", "link", "--store", dir, isla); r.code != exitUsage {
		t.Errorf("one child: exit %d", r.code)
	}
}
