#!/usr/bin/perl
# CORE-SITE.XML_name=value becomes a property of core-site.xml in the given folder.
my %files;
for my $name (sort keys %ENV) {
  push @{$files{lc $1}}, [$2, $ENV{$name}] if $name =~ /^([A-Z]+-SITE\.XML)_(.+)$/;
}
for my $file (keys %files) {
  open my $out, '>', "$ARGV[0]/$file" or die $!;
  print $out "<configuration>\n";
  print $out "<property><name>$_->[0]</name><value>$_->[1]</value></property>\n" for @{$files{$file}};
  print $out "</configuration>\n";
}
