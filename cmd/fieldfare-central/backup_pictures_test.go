package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// TestBackup_SaysWhereThePicturesAre: in a folder that it is told of they are in the backup, in a bucket they are not and it says so loudly, and a
// backup that is told of neither ends with an error.
func TestBackup_SaysWhereThePicturesAre(t *testing.T) {
	dir := testkit.Dir(t)
	where := []string{"--data", filepath.Join(dir, "data")}
	folder, key := []string{"--blob-dir", filepath.Join(dir, "pictures")}, []string{"--key", filepath.Join(dir, "key")}
	tenant := made(t, "id", append([]string{"admin", "tenant", "add", "North Place", "--pack", "bromley-like"}, where...)...)
	_, cfg, _, err := parse(append(append([]string{"verify"}, where...), folder...), &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	data := []byte("a picture")
	scope := assessments.ChildScope("01890a5d-ac96-774b-bcce-000000000001").Key()
	err = with(t.Context(), cfg, func(ctx context.Context, c *central.Central) error {
		s, err := c.Shelf(ctx)
		if err == nil {
			_, err = s.Offer(ctx, tenant, "d", wire.HashOf(data), wire.BlobOffer{Scope: scope, Size: int64(len(data)), Media: "image/jpeg", Chunks: []string{wire.HashOf(data)}})
		}
		if err == nil {
			_, err = s.PutChunk(ctx, tenant, scope, wire.HashOf(data), 0, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// All that a backup asks of a bucket is whether it is there.
	bucket := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			fmt.Fprint(w, `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-2</LocationConstraint>`)
		}
	}))
	t.Cleanup(bucket.Close)
	keys := filepath.Join(dir, "s3")
	if err := os.WriteFile(keys, []byte("access\nsecret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flags []string
		code  int
		says  string
	}{
		{folder, 0, `"pictures_in_backup": true`},
		{[]string{"--blob-s3", bucket.URL + "/pictures", "--blob-s3-keys", keys}, 0, "THE PICTURES ARE NOT IN THIS BACKUP: there are 1 in the bucket"},
		{nil, 1, "NOT: they are kept in a folder or a bucket"},
	} {
		args := append(append(append([]string{"backup", filepath.Join(dir, "b"), "--json"}, where...), key...), c.flags...)
		if code, out, errs := do(t, args...); code != c.code || !strings.Contains(out+errs, c.says) || !strings.Contains(out, `"pictures": 1`) {
			t.Errorf("%v: exit %d %s%s", c.flags, code, out, errs)
		}
	}
}
