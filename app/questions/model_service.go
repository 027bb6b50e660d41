package questions

import (
	"context"
	"slices"
	"sync"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// laid remembers the last library: laying a service's templates over ours checks each of them.
var laid struct {
	sync.Mutex
	own service.Words
	lib *template.Library
}

// Library are the templates that come with Fieldfare, with the service's own laid over them. Whatever can be read is there, even where the
// error is not nil.
func Library(ctx context.Context, r phrases.Records) (*template.Library, error) {
	lib, err := Shipped()
	own, wrong := phrases.OfService(ctx, r)
	if wrong != nil {
		err = wrong
	}
	laid.Lock()
	defer laid.Unlock()
	same := func(a, b []template.Template) bool {
		return slices.EqualFunc(a, b, func(x, y template.Template) bool {
			return x.Name == y.Name && x.Version == y.Version && template.Same(x, y)
		})
	}
	if laid.lib == nil || !same(laid.own.Templates, own.Templates) || !same(laid.own.Earlier, own.Earlier) || !slices.Equal(names(laid.own), names(own)) {
		laid.own, laid.lib = own, own.Forms(lib)
	}
	return laid.lib, err
}

func names(w service.Words) []string {
	if w.Without == nil {
		return nil
	}
	return w.Without.Names
}
