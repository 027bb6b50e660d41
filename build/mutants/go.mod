module github.com/fieldfare/fieldfare/build/mutants

go 1.26
