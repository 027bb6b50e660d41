package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Bucket keeps chunks as objects of an S3-compatible service, prefix/tenant/scope/blob/number.
type Bucket struct {
	client *minio.Client
	bucket string
	prefix string
}

// NewBucket speaks to the bucket at address, which looks like https://s3.example/bucket or https://s3.example/bucket/prefix. keys is a
// file of two lines, access key and secret key, that nobody else may read. The bucket must exist: what may be kept in it, and for how
// long, is for its owner to say.
func NewBucket(ctx context.Context, address, keys string) (*Bucket, error) {
	const op = "blob.s3"
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") == "" {
		return nil, assessments.Errorf(assessments.Invalid, op, "--blob-s3 takes an address such as https://s3.example/bucket.")
	}
	raw, err := os.ReadFile(keys)
	lines := strings.Fields(string(raw))
	if err != nil || len(lines) != 2 {
		return nil, assessments.Errorf(assessments.Invalid, op, "--blob-s3-keys names a file of two lines: the access key and the secret key.")
	}
	if info, err := os.Stat(keys); err == nil && info.Mode().Perm()&0o077 != 0 {
		return nil, assessments.Errorf(assessments.Invalid, op, "The file %s may be read by others on this machine. Take that away (chmod 600) and start again.", keys)
	}
	bucket, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	client, err := minio.New(u.Host, &minio.Options{Creds: credentials.NewStaticV4(lines[0], lines[1], ""), Secure: u.Scheme == "https", BucketLookup: minio.BucketLookupAuto, MaxRetries: 3})
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, op, "--blob-s3 takes an address such as https://s3.example/bucket.")
	}
	b := &Bucket{client, bucket, prefix}
	if ok, err := client.BucketExists(ctx, bucket); err != nil {
		return nil, unable(err)
	} else if !ok {
		return nil, assessments.Errorf(assessments.Invalid, op, "There is no bucket %s at that address, or the keys may not see it.", bucket)
	}
	return b, nil
}

// name joins parts to the name of an object or the prefix of many.
func (b *Bucket) name(parts ...string) string {
	return strings.TrimPrefix(strings.Join(append([]string{b.prefix}, parts...), "/"), "/")
}

// Put writes an object; S3 shows it whole or not at all.
func (b *Bucket) Put(ctx context.Context, at Place, i int, sealed []byte) error {
	_, err := b.client.PutObject(ctx, b.bucket, b.name(at.Tenant, at.Scope, at.Blob, strconv.Itoa(i)), bytes.NewReader(sealed), int64(len(sealed)),
		minio.PutObjectOptions{ContentType: "application/octet-stream", DisableMultipart: true})
	return unable(err)
}

// each calls do for every object below a prefix.
func (b *Bucket) each(ctx context.Context, prefix string, do func(key string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for o := range b.client.ListObjects(ctx, b.bucket, minio.ListObjectsOptions{Prefix: prefix + "/", Recursive: true}) {
		if o.Err != nil {
			return unable(o.Err)
		}
		if err := do(o.Key); err != nil {
			return err
		}
	}
	return unable(ctx.Err())
}

// Have lists the numbers of a blob.
func (b *Bucket) Have(ctx context.Context, at Place) ([]int, error) {
	var out []int
	prefix := b.name(at.Tenant, at.Scope, at.Blob)
	err := b.each(ctx, prefix, func(key string) error {
		if i, err := strconv.Atoi(strings.TrimPrefix(key, prefix+"/")); err == nil {
			out = append(out, i)
		}
		return nil
	})
	slices.Sort(out)
	return out, err
}

// Get reads one object.
func (b *Bucket) Get(ctx context.Context, at Place, i int) ([]byte, error) {
	o, err := b.client.GetObject(ctx, b.bucket, b.name(at.Tenant, at.Scope, at.Blob, strconv.Itoa(i)), minio.GetObjectOptions{})
	if err != nil {
		return nil, unable(err)
	}
	defer o.Close()
	raw, err := io.ReadAll(o)
	var answer minio.ErrorResponse
	if errors.As(err, &answer) && answer.StatusCode == 404 {
		return nil, notFound("blob.s3")
	}
	return raw, unable(err)
}

// DropBlob and DropScope remove objects one by one: not every service takes a list.
func (b *Bucket) DropBlob(ctx context.Context, at Place) error {
	return b.drop(ctx, b.name(at.Tenant, at.Scope, at.Blob))
}

// DropScope removes every object of a scope.
func (b *Bucket) DropScope(ctx context.Context, tenant, scope string) error {
	return b.drop(ctx, b.name(tenant, scope))
}

func (b *Bucket) drop(ctx context.Context, prefix string) error {
	return b.each(ctx, prefix, func(key string) error {
		return unable(b.client.RemoveObject(ctx, b.bucket, key, minio.RemoveObjectOptions{}))
	})
}
