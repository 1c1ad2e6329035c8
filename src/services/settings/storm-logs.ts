const pattern = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSZ} %p %c{1}: %m%n";

/** To standard output, which the engine keeps. */
export const daemonLog = `<Configuration>
  <Appenders><Console name="out"><PatternLayout pattern="${pattern}"/></Console></Appenders>
  <Loggers><Root level="info"><AppenderRef ref="out"/></Root></Loggers>
</Configuration>
`;

/** For the client that submits: its INFO lines hold the topology's ZooKeeper password. */
export const clientLog = `<Configuration>
  <Appenders><Console name="out"><PatternLayout pattern="%p %c{1}: %m%n"/></Console></Appenders>
  <Loggers><Root level="warn"><AppenderRef ref="out"/></Root></Loggers>
</Configuration>
`;

/** A worker logs to worker.log; what it prints is written by its LogWriter, another process, to a file of its own. */
export const workerLog = `<Configuration>
  <Properties>
    <Property name="folder">\${sys:workers.artifacts}/\${sys:storm.id}/\${sys:worker.port}</Property>
  </Properties>
  <Appenders>
    <RollingFile name="log" fileName="\${folder}/worker.log" filePattern="\${folder}/worker.log.%i" createOnDemand="true">
      <PatternLayout pattern="${pattern}"/>
      <SizeBasedTriggeringPolicy size="32 MB"/>
      <DefaultRolloverStrategy max="1"/>
    </RollingFile>
    <RollingFile name="printed" fileName="\${folder}/printed.log" filePattern="\${folder}/printed.log.%i" createOnDemand="true">
      <PatternLayout pattern="%d{yyyy-MM-dd'T'HH:mm:ss.SSSZ} %m%n"/>
      <SizeBasedTriggeringPolicy size="32 MB"/>
      <DefaultRolloverStrategy max="1"/>
    </RollingFile>
  </Appenders>
  <Loggers>
    <Logger name="STDOUT" level="info" additivity="false"><AppenderRef ref="printed"/></Logger>
    <Logger name="STDERR" level="info" additivity="false"><AppenderRef ref="printed"/></Logger>
    <Root level="info"><AppenderRef ref="log"/></Root>
  </Loggers>
</Configuration>
`;
