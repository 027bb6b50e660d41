package main

import (
	"strings"
	"testing"
)

// TestApply_AShareRestsOnSomething sends a share past the screens: without a basis it is not taken down, so that nothing can act on it.
func TestApply_AShareRestsOnSomething(t *testing.T) {
	dir := practised(t)
	before := whole(t, dir)
	share := `{"record":"019a0001-0000-7009-8000-0000000000aa","kind":"share","child":"` + isla + `","set":{"report":"019a0001-0000-7009-8000-0000000000ab","report_kind":"school-advice","tree_sha256":"` +
		strings.Repeat("a", 64) + `","recipient":"school","who":"SENCo","way":"paper","sender":"019a0001-0000-7004-8000-000000000001","sent_at":"2026-11-20T09:00:00Z"BASIS}}`
	refused(t, "Nothing is shared without consent or another basis.", in(t, strings.Replace(share, "BASIS", "", 1), "apply", "--store", dir, "-"))
	bundle := bundleOf(`{"id":"019a0001-0000-7009-8000-0000000000aa","kind":"share","child":"` + isla + `","fields":{"report":"019a0001-0000-7009-8000-0000000000ab","report_kind":"school-advice","tree_sha256":"` +
		strings.Repeat("a", 64) + `","recipient":"school","who":"SENCo","way":"paper","sender":"019a0001-0000-7004-8000-000000000001","sent_at":"2026-11-20T09:00:00Z"}}`)
	refused(t, "Nothing is shared without consent or another basis.", in(t, "", "import", "--store", dir, file(t, "share.json", bundle)))
	lawless := `{"record":"019a0001-0000-7009-8000-0000000000ac","kind":"basis","child":"` + isla + `","set":{"purpose":"share","recipient":"school","basis":"safeguarding","decision":"given","on":"2026-11-20"}}`
	refused(t, "Name the clinician who decided", in(t, lawless, "apply", "--store", dir, "-"))
	if after := whole(t, dir); after != before {
		t.Error("something was written")
	}
	if r := in(t, strings.Replace(share, "BASIS", `,"basis":["019a0001-0000-7009-8000-0000000000ad"]`, 1), "apply", "--store", dir, "-"); r.code != 0 {
		t.Errorf("a share that names its basis: exit %d %s", r.code, r.err)
	}
}
