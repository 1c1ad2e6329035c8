#!/usr/bin/perl
# CORE-SITE.XML_name=value becomes a property of core-site.xml in the given folder; NAME.PROPERTIES_… of such a file.
my %files;
for my $name (sort keys %ENV) {
  push @{$files{lc $1}}, [$2, $ENV{$name}] if $name =~ /^([A-Z0-9-]+\.(?:XML|PROPERTIES))_(.+)$/;
}
for my $file (keys %files) {
  my $xml = $file =~ /xml$/;
  my $form = $xml ? "<property><name>%s</name><value>%s</value></property>\n" : "%s: %s\n";
  open my $out, '>', "$ARGV[0]/$file" or die $!;
  print $out "<configuration>\n" if $xml;
  printf $out $form, @$_ for @{$files{$file}};
  print $out "</configuration>\n" if $xml;
}
