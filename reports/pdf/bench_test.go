package pdf_test

import (
	"testing"

	"github.com/fieldfare/fieldfare/reports/pdf"
)

// BenchmarkRender makes the sample EHC advice from tree to bytes. The budget is 100 ms.
func BenchmarkRender(b *testing.B) {
	doc := ehcSample()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pdf.Render(b.Context(), doc); err != nil {
			b.Fatal(err)
		}
	}
}
