package register

import (
	"strings"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// catalogue is the library that comes with the app.
func catalogue() (*library.Library, error) {
	lib, err := library.Shipped(assets.Library)
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, "register.catalogue", "The equipment catalogue cannot be read. The product can still be typed.")
	}
	return lib, nil
}

// rules work out what is due and who uses what. Without a catalogue they still go by what the records say.
func rules() *library.Library {
	lib, err := catalogue()
	if err != nil {
		return new(library.Library)
	}
	return lib
}

// A Product is one of the catalogue, as a list offers it.
type Product struct {
	Title, Line string
	set         assessments.Fields
	key         string
}

// Catalogue answers the products that have every typed word.
func Catalogue(words string) ([]Product, error) {
	lib, err := catalogue()
	if err != nil {
		return nil, err
	}
	want := strings.Fields(children.Fold(words))
	var out []Product
	for _, p := range lib.Products {
		x := Product{Title: p.Title(), Line: p.What, key: children.Fold(strings.Join([]string{p.Title(), strings.Join(p.AlsoMakers, " "), p.Range, p.What}, " "))}
		item := p.Item()
		x.set = fields("product", item.Product, "maker", item.Maker, "lifting", item.Lifting)
		if children.HasAll(x.key, want) {
			out = append(out, x)
		}
	}
	return out, nil
}
