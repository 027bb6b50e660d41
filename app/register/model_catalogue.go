package register

import (
	"io/fs"
	"strings"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// catalogue is the shipped library, read once: a tablet opens this page often.
var catalogue = sync.OnceValues(func() (*library.Library, error) {
	root, err := fs.Sub(assets.Library, "library")
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, "register.catalogue", "The equipment catalogue cannot be read. The product can still be typed.")
	}
	return library.Read(root)
})

// A Product is one of the catalogue, as a list offers it.
type Product struct {
	Title, Line string
	set         assessments.Fields
	key         string
}

// Catalogue answers the products that have every typed word. A product is kept in words, never as a code, so that whoever reads
// the record without this catalogue knows what it is.
func Catalogue(words string) ([]Product, error) {
	lib, err := catalogue()
	if err != nil {
		return nil, err
	}
	want := strings.Fields(fold(words))
	var out []Product
	for _, p := range lib.Products {
		x := Product{Title: p.Title(), Line: p.What, key: fold(strings.Join([]string{p.Title(), strings.Join(p.AlsoMakers, " "), p.Range, p.What}, " "))}
		x.set = fields("product", p.Name, "maker", p.Maker, "lifting", p.Lifts())
		if hasAll(x.key, want) {
			out = append(out, x)
		}
	}
	return out, nil
}

// alsoMakers are the other names under which a noted maker's product is sold: a notice of the new owner of a brand is about the
// things with the old label too.
func alsoMakers(key, maker string) string {
	lib, err := catalogue()
	if err != nil || maker == "" {
		return ""
	}
	for _, p := range lib.Products {
		names := append([]string{p.Maker}, p.AlsoMakers...)
		for _, n := range names {
			if n != "" && strings.EqualFold(strings.TrimSpace(maker), n) && hasAll(key, strings.Fields(fold(p.Name))) {
				return " " + fold(strings.Join(names, " "))
			}
		}
	}
	return ""
}
